import type { ErpConnector } from '#contracts/erp'
import { fileRoots } from '#config/erp'
import type { ConnectorKind, MappingLanguage } from '#erp/connector_kinds'
import FilesConnector from '#erp/connectors/files/files_connector'
import type { FilesMapping } from '#erp/connectors/files/files_mapping'
import { readFilesMapping } from '#erp/connectors/files/files_mapping_check'
import type { Folder } from '#erp/connectors/files/folder'
import LocalFolder from '#erp/connectors/files/local_folder'
import SftpFolder from '#erp/connectors/files/sftp_folder'
import MappingUnusable from '#erp/errors/mapping_unusable'
import oneFolder from './presets/one_folder.json' with { type: 'json' }

type Settings = Record<string, string>

const PRESETS: Record<string, string> = { one_folder: JSON.stringify(oneFolder, null, 2) }
const LONGEST_WAIT_S = 120

/** A mapping of the house, checked. */
export function presetFiles(name: string): FilesMapping {
  return mappingFrom(PRESETS[name])
}

/** @throws {MappingUnusable} naming what is wrong in it */
function mappingFrom(text: string): FilesMapping {
  const { mapping, findings } = readFilesMapping(text)
  if (!mapping) throw new MappingUnusable(findings)
  return mapping
}

function opened(folder: Folder, { mapping, preset = '', answerSeconds }: Settings, connectionId: number | null): FilesConnector {
  const text = mapping || PRESETS[preset] || Object.values(PRESETS)[0]
  return new FilesConnector(folder, mappingFrom(text), connectionId, Math.min(Number(answerSeconds) || 0, LONGEST_WAIT_S) * 1000)
}

const local = ({ folder }: Settings) => new LocalFolder(folder, fileRoots)
const remote = ({ host, port, username = '', password = '', hostKey = '', folder, timeoutMs }: Settings) =>
  new SftpFolder({ host, port: Number(port) || 22, username, password, fingerprint: hostKey, folder, timeoutMs: Number(timeoutMs) || 30_000 })

function language(folder: (settings: Settings) => Folder): MappingLanguage {
  return {
    presets: PRESETS,
    findings: (text) => readFilesMapping(text).findings,
    trial: (settings, text, connectionId) => opened(folder(settings), { ...settings, mapping: text }, connectionId),
  }
}

type MappedKind = Required<Pick<ConnectorKind, 'isMapped' | 'language' | 'open'>>

function mappedKind(folder: (settings: Settings) => Folder): MappedKind {
  return {
    isMapped: true,
    language: language(folder),
    open: (settings, connectionId): ErpConnector => opened(folder(settings), settings, connectionId),
  }
}

/** Files in a folder of this machine. */
export const LOCAL_FILES = mappedKind(local)
/** Files on another machine, over SFTP. */
export const REMOTE_FILES = mappedKind(remote)
