export * from '#shared/specification/fields'
