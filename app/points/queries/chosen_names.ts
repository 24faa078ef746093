import { titleOf, type Row } from '#shared/records/record_type'
import { recordType } from '#shared/records/registry'
import { findRow } from '#shared/records/rows'
import { productNames } from '#points/queries/debit_rules'
import { POINT_ACCOUNT } from '#points/records/point_account'

/** What lookups of the try-out show for what was chosen in them, by the field's name. */
export async function chosenNames(asked: Record<string, any>, account: Row | null): Promise<Record<string, string | null>> {
  const fields = [1, 2, 3].map((line) => `product_${line}`)
  const names = await productNames(fields.map((name) => asked[name]).filter(Boolean).map(String))
  const item = asked.item_id ? await findRow(recordType('installed_item'), asked.item_id).catch(() => null) : null
  return {
    account_id: account && titleOf(POINT_ACCOUNT, account),
    item_id: item && titleOf(recordType('installed_item'), item),
    ...Object.fromEntries(fields.map((name) => [name, asked[name] ? (names[String(asked[name])] ?? null) : null])),
  }
}
