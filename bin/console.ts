const { makeIgnitor } = await import('./ignitor.js')
const { prettyPrintError } = await import('@adonisjs/core')

await makeIgnitor()
  .ace()
  .handle(process.argv.slice(2))
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })
