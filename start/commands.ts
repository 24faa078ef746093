import { ListLoader } from '@adonisjs/core/ace'

const loader = new ListLoader([])

export const getMetaData = () => loader.getMetaData()
export const getCommand = loader.getCommand.bind(loader)
