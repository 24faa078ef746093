import router from '@adonisjs/core/services/router'
import { PROJECT, PROJECT_MILESTONE } from '#projects/records/project'
import { permit } from '#start/guards'
import { recordRoutes } from '#start/record_routes'

const Moves = () => import('#projects/controllers/project_moves_controller')
const Reaches = () => import('#projects/controllers/milestone_reaches_controller')
const Undoings = () => import('#projects/controllers/milestone_undoings_controller')

router.get('/projects/:id/moves/new', [Moves, 'create']).use(permit('project', 'edit')).as('projects.moves.create')
router.post('/projects/:id/moves', [Moves, 'store']).use(permit('project', 'edit')).as('projects.moves.store')

const milestone = '/project-milestones/:id'
router.get(`${milestone}/reaches/new`, [Reaches, 'create']).use(permit('project_milestone', 'reach')).as('projects.reaches.create')
router.post(`${milestone}/reaches`, [Reaches, 'store']).use(permit('project_milestone', 'reach')).as('projects.reaches.store')
router.get(`${milestone}/undoings/new`, [Undoings, 'create']).use(permit('project_milestone', 'reach')).as('projects.undoings.create')
router.post(`${milestone}/undoings`, [Undoings, 'store']).use(permit('project_milestone', 'reach')).as('projects.undoings.store')

for (const type of [PROJECT, PROJECT_MILESTONE]) recordRoutes(type)
