import type { ErpCustomer } from '#contracts/erp'
import { firstFault, partsFault, textFault } from '#mirror/rules/facts'
import type { Mirroring } from '#mirror/rules/mirroring'

/** Customers with their addresses and contacts. */
export const CUSTOMER_MIRRORING: Mirroring<ErpCustomer> = {
  table: 'customers',
  parents: () => [],

  fault: (customer) =>
    firstFault(
      textFault('number', customer.number, 64),
      textFault('name', customer.name, 255),
      textFault('tax id', customer.taxId, 64, true),
      textFault('e-mail', customer.email, 255, true),
      textFault('phone', customer.phone, 64, true),
      textFault('website', customer.website, 255, true),
      textFault('language', customer.language, 2, true),
      textFault('reference', customer.reference ?? null, 64, true),
      textFault('version', customer.version ?? null, 128, true),
      textFault('payment term', customer.paymentTermId ?? null, 64, true),
      textFault('price list', customer.priceListId ?? null, 64, true),
      partsFault('addresses', customer.addresses, (address) =>
        firstFault(
          textFault('street', address.street, 255, true),
          textFault('postal code', address.postalCode, 32, true),
          textFault('city', address.city, 128, true),
          textFault('country', address.country, 2, true)
        )
      ),
      partsFault('contacts', customer.contacts, (contact) =>
        firstFault(
          textFault('contact name', contact.name, 255),
          textFault('contact e-mail', contact.email, 255, true),
          textFault('contact phone', contact.phone, 64, true)
        )
      )
    ),

  facts: (customer) => ({
    number: customer.number,
    name: customer.name,
    tax_id: customer.taxId,
    email: customer.email,
    phone: customer.phone,
    website: customer.website,
    language: customer.language,
    is_active: customer.isActive,
    is_blocked: customer.isBlocked,
    reference: customer.reference ?? null,
    external_version: customer.version ?? null,
    external_changed_at: customer.changedAt?.slice(0, 19).replace('T', ' ') ?? null,
    payment_term_external_id: customer.paymentTermId ?? null,
    price_list_external_id: customer.priceListId ?? null,
  }),

  parts: [
    {
      table: 'customer_addresses',
      parentColumn: 'customer_id',
      rows: (customer) =>
        customer.addresses.map((address, position) => ({
          external_id: address.id,
          position,
          street: address.street,
          postal_code: address.postalCode,
          city: address.city,
          country: address.country,
          is_active: address.isActive,
        })),
    },
    {
      table: 'customer_contacts',
      parentColumn: 'customer_id',
      rows: (customer) =>
        customer.contacts.map((contact) => ({
          external_id: contact.id,
          name: contact.name,
          email: contact.email,
          phone: contact.phone,
        })),
    },
  ],
}
