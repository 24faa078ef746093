import type { ErpIntake } from '#contracts/erp'
import type { Scope } from '#erp/connectors/configured/field_path'
import type FilesDocuments from '#erp/connectors/files/files_documents'

/** Documents of one kind that an ERP takes as files. */
export default class FilesIntake<Sent extends { reference: string }, Held> implements ErpIntake<Sent, Held> {
  constructor(
    private documents: FilesDocuments<Sent, Held>,
    private ready: () => Promise<void>,
    private scope: () => Scope
  ) {}

  /** @throws {ErpOutcomeUnknown} while the ERP has not answered: nobody can say whether it holds the document */
  async find(reference: string): Promise<Held[]> {
    await this.ready()
    return this.documents.find(reference, this.scope())
  }

  async post(document: Sent): Promise<Held> {
    await this.ready()
    return this.documents.post(document, this.scope())
  }
}
