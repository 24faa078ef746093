export interface WarrantyModel {
  modelId: number
  /** Both null: every product that nothing else names. */
  productId: number | null
  familyId: number | null
}

/** The model by which a product is warranted: what names the product itself, else its family, else what is for all. */
export function warrantyModelFor(productId: number, familyIds: readonly number[], models: readonly WarrantyModel[]): WarrantyModel | null {
  return (
    models.find((model) => model.productId === productId) ??
    models.find((model) => model.productId === null && model.familyId !== null && familyIds.includes(model.familyId)) ??
    models.find((model) => model.productId === null && model.familyId === null) ??
    null
  )
}
