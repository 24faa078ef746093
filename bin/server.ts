const { makeIgnitor } = await import('./ignitor.js')
const { prettyPrintError } = await import('@adonisjs/core')

await makeIgnitor()
  .httpServer()
  .start()
  .catch(async (error) => {
    await prettyPrintError(error)
    process.exit(1)
  })
