type Row = Record<string, string | number | boolean | null>

const since = { is_active: true, modified_at: '2024-01-01 12:00:00' }
const rows = (list: Row[]): Row[] => list.map((row, index) => ({ id: index + 1, ...row, ...since }))

/** What the sandbox company has from its first day: the same in every installation. */
export const SANDBOX_MASTERS: Record<string, Row[]> = {
  companies: rows([{ code: 'MAIN', name: 'Sandbox', tax_id: null, currency: 'EUR', country: 'ES' }]),
  currencies: rows([
    { code: 'EUR', name: 'Euro', decimals: 2 },
    { code: 'USD', name: 'US dollar', decimals: 2 },
    { code: 'RON', name: 'Romanian leu', decimals: 2 },
    { code: 'JPY', name: 'Japanese yen', decimals: 0 },
    { code: 'TND', name: 'Tunisian dinar', decimals: 3 },
  ]),
  tax_codes: rows([
    { code: 'STANDARD', name: 'IVA 21 %', percent: 21, area: 'ES', valid_from: null, valid_until: null },
    { code: 'REDUCED', name: 'IVA 10 %', percent: 10, area: 'ES', valid_from: null, valid_until: null },
    { code: 'TVA19', name: 'TVA 19 %', percent: 19, area: 'RO', valid_from: '2017-01-01', valid_until: null },
    { code: 'EXEMPT', name: 'Exempt', percent: 0, area: null, valid_from: null, valid_until: null },
  ]),
  payment_terms: rows([
    { code: 'N15', name: '15 days', instalments: '*/15/0' },
    { code: 'N30', name: '30 days', instalments: '*/30/0' },
    { code: 'N60', name: '60 days', instalments: '*/60/0' },
    { code: 'EOM30', name: '30 days, end of month', instalments: '*/30/1' },
    { code: 'HALVES', name: 'Half in 30, half in 60 days', instalments: '50/30/0 */60/0' },
  ]),
  sites: rows([
    { code: 'MAD', name: 'Madrid', company_id: 1, place: 'Calle Mayor 1, 28013 Madrid', is_invoicing: true, has_stock: true },
    { code: 'BCN', name: 'Barcelona', company_id: 1, place: 'Carrer de Mallorca 200, 08036 Barcelona', is_invoicing: true, has_stock: true },
    { code: 'LOG', name: 'Logistics centre', company_id: 1, place: 'Polígono Las Fuentes 4, 50196 La Muela', is_invoicing: false, has_stock: true },
  ]),
}
