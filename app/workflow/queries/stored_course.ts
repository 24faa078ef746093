import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { ApprovalState, Course } from '#workflow/rules/approval_course'

/** Where an approval stands, as the rules read it. */
export async function storedCourse(approval: Record<string, any>, client: QueryClientContract): Promise<Course> {
  const steps = await client.from('approval_steps').where('approval_id', approval.id).orderBy('position')
  return { state: approval.state as ApprovalState, steps: steps.map(({ position, state }) => ({ position: Number(position), state })) }
}
