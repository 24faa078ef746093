import { test } from '@japa/runner'
import { movedProject, obstacleTo, PROJECT_MOVES, projectMovesFrom, type ProjectFacts, type ProjectMove, type ProjectStatus } from '#projects/rules/project_status'

const READY: ProjectFacts = { status: 'planned', milestones: 2, openMilestones: 2, emptyMilestones: 0, differenceCents: 0 }

test.group('Projects', () => {
  test('{0}: {1}')
    .with([
      ['planned', 'start cancel'],
      ['running', 'close replan cancel'],
      ['closed', 'reopen'],
      ['cancelled', 'reopen'],
    ] as [ProjectStatus, string][])
    .run(({ assert }, [status, moves]) => {
      assert.equal(projectMovesFrom(status).join(' '), moves)
      for (const move of PROJECT_MOVES) assert.equal(movedProject(status, move) !== null, moves.split(' ').includes(move))
    })

  test('{0}')
    .with([
      ['a plan that comes to the price starts', 'start', {}, null],
      ['no milestones', 'start', { milestones: 0, differenceCents: 5 }, 'no_milestones'],
      ['milestones that come to less', 'start', { differenceCents: 1 }, 'difference'],
      ['milestones that come to more', 'start', { differenceCents: -1 }, 'difference'],
      ['a milestone that comes to nothing', 'start', { emptyMilestones: 1 }, 'empty_milestone'],
      ['what runs does not start', 'start', { status: 'running' }, 'not_now'],
      ['everything was reached', 'close', { status: 'running', openMilestones: 0 }, null],
      ['something was not reached', 'close', { status: 'running', openMilestones: 1 }, 'open_milestones'],
      ['a cancelled one is not closed', 'close', { status: 'cancelled', openMilestones: 0 }, 'not_now'],
      ['cancelling asks for nothing', 'cancel', { differenceCents: 9, milestones: 0 }, null],
    ] as [string, ProjectMove, Partial<ProjectFacts>, string | null][])
    .run(({ assert }, [, move, facts, expected]) => assert.equal(obstacleTo(move, { ...READY, ...facts }), expected))
})
