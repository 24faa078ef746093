export interface CatalogueProduct {
  number: string
  name: string
  unit: string
  price: string
  tax: number
  kind: 'machine' | 'goods' | 'service' | 'contract'
  contractModel?: string
}

export const PRODUCTS: CatalogueProduct[] = [
  { number: 'MFP-200', name: 'Multifunction printer A4', unit: 'pc', price: '1290.00', tax: 21, kind: 'machine' },
  {
    number: 'MFP-450',
    name: 'Multifunction printer A3 colour',
    unit: 'pc',
    price: '3890.00',
    tax: 21,
    kind: 'machine',
  },
  { number: 'CMP-7', name: 'Screw compressor 7.5 kW', unit: 'pc', price: '6450.00', tax: 21, kind: 'machine' },
  { number: 'UPS-3K', name: 'Power supply 3 kVA', unit: 'pc', price: '1150.50', tax: 21, kind: 'machine' },
  { number: 'SRV-2U', name: 'Server 2U', unit: 'pc', price: '4980.00', tax: 21, kind: 'machine' },
  { number: 'GW-4', name: 'Gateway 4 ports', unit: 'pc', price: '349.90', tax: 19, kind: 'machine' },
  { number: 'TON-BK', name: 'Toner black', unit: 'pc', price: '89.90', tax: 21, kind: 'goods' },
  { number: 'TON-CL', name: 'Toner colour set', unit: 'set', price: '248.00', tax: 21, kind: 'goods' },
  { number: 'FLT-1', name: 'Filter set', unit: 'set', price: '45.25', tax: 19, kind: 'goods' },
  { number: 'SVC-INST', name: 'Installation', unit: 'h', price: '68.00', tax: 21, kind: 'service' },
  {
    number: 'SVC-MNT-M',
    name: 'Maintenance, monthly in advance',
    unit: 'month',
    price: '95.00',
    tax: 21,
    kind: 'contract',
    contractModel: 'MAINT-M',
  },
  {
    number: 'SVC-MNT-Y',
    name: 'Maintenance, yearly in advance',
    unit: 'year',
    price: '1080.00',
    tax: 21,
    kind: 'contract',
    contractModel: 'MAINT-Y',
  },
  {
    number: 'SVC-MNT-Q',
    name: 'Maintenance, quarterly in arrears',
    unit: 'quarter',
    price: '290.00',
    tax: 21,
    kind: 'contract',
    contractModel: 'MAINT-Q',
  },
  {
    number: 'SVC-PTS-50',
    name: '50 service points',
    unit: 'pc',
    price: '2250.00',
    tax: 21,
    kind: 'contract',
    contractModel: 'POINTS-50',
  },
  {
    number: 'SVC-WAR-24',
    name: 'Warranty extension 24 months',
    unit: 'pc',
    price: '320.00',
    tax: 19,
    kind: 'contract',
    contractModel: 'WARR-24',
  },
]

const PLACES = {
  es: [
    ['Calle Mayor 12', '28013', 'Madrid'],
    ['Avinguda Diagonal 401', '08008', 'Barcelona'],
    ['Calle Sierpes 3', '41004', 'Sevilla'],
    ['Rúa do Franco 21', '15705', 'Santiago de Compostela'],
    ['Paseo Marítimo 8', '35007', 'Las Palmas'],
  ],
  ro: [
    ['Strada Republicii 15', '500030', 'Brașov'],
    ['Bulevardul Unirii 27', '030823', 'București'],
    ['Strada Eroilor 4', '400129', 'Cluj-Napoca'],
    ['Strada Ștefan cel Mare 9', '700064', 'Iași'],
    ['Piața Victoriei 2', '300006', 'Timișoara'],
  ],
  en: [
    ['14 Harbour Road', 'D01 F5P2', 'Dublin'],
    ['Hauptstraße 8', '10827', 'Berlin'],
    ['Königsallee 60', '40212', 'Düsseldorf'],
    ['3 Patrick Street', 'T12 W8KP', 'Cork'],
    ['Leopoldstraße 77', '80802', 'München'],
  ],
} as const

const NAMES = {
  es: [
    'Panadería Núñez e Hijos',
    'Clínica Dental Peñalver',
    'Talleres Ibáñez',
    'Gestoría Muñoz y Asociados',
    'Hotel Bahía de Cádiz',
    'Conservas Ría de Arousa',
    'Autoescuela Córdoba',
    'Farmacia Iñigo Etxeberria',
    'Bodegas Viña Águeda',
    'Colegio San José',
    'Imprenta Gráficas Añil',
    'Transportes Güell',
    'Óptica Martínez',
    'Cooperativa La Españolita',
    'Laboratorios Sánchez-Rey',
  ],
  ro: [
    'Tipografia Țărănească',
    'Mobilă Brașov',
    'Clinica Sfântul Ștefan',
    'Panificația Bănățeană',
    'Construcții Ionescu și Fiii',
    'Hotel Coroana',
    'Farmacia Măceșul',
    'Transporturi Vâlcea',
    'Școala de Șoferi Mureș',
    'Lactate Făgăraș',
    'Birou Notarial Dumitrașcu',
    'Confecții Gheorghiță',
  ],
  en: [
    'Müller Maschinenbau',
    'Harbour Logistics',
    'Bäckerei Grünwald',
    'Patrick Street Dental',
    'Schäfer & Söhne',
    "O'Brien Print Works",
    'Jäger Metallbau',
    'Northside Clinics',
    'Fröhlich Immobilien',
    'Emerald Foods',
    'Weiß Elektrotechnik',
    'Atlantic Hotels',
    'Kühn Präzision',
  ],
} as const

const PEOPLE = [
  'María Peña',
  'José Ángel Ruiz',
  'Ștefan Popescu',
  'Ioana Mărginean',
  'Aoife Byrne',
  'Jürgen Weiß',
  'Lucía Gómez',
  'Andrei Țepeș',
  'Núria Solé',
  'Grace Doyle',
]
const FORMS = { es: ['S.L.', 'S.A.'], ro: ['S.R.L.', 'S.A.'], en: ['GmbH', 'Ltd'] } as const
const COUNTRIES = { es: 'ES', ro: 'RO', en: 'DE' } as const

export interface CatalogueCustomer {
  name: string
  language: 'es' | 'ro' | 'en'
  taxId: string
  email: string
  phone: string
  addresses: { street: string; postalCode: string; city: string; country: string }[]
  contact: string
}

/** The customers of the demonstration company, always the same ones in the same order. */
export const CUSTOMERS: CatalogueCustomer[] = (['es', 'ro', 'en'] as const).flatMap((language) =>
  NAMES[language].map((name, index) => {
    const domain = `${name
      .normalize('NFD')
      .replace(/[^a-zA-Z ]/g, '')
      .trim()
      .replace(/ +/g, '-')
      .toLowerCase()}.example`
    const place = (at: number) => PLACES[language][at % 5]
    const irish = ['Dublin', 'Cork']
    const address = (at: number) => {
      const [street, postalCode, city] = place(at)
      return { street, postalCode, city, country: irish.includes(city) ? 'IE' : COUNTRIES[language] }
    }

    return {
      name: `${name} ${FORMS[language][index % 2]}`,
      language,
      taxId: `${COUNTRIES[language]}B${String(48_000_000 + index * 7919).padStart(8, '0')}`,
      email: `info@${domain}`,
      phone: `+${{ es: 34, ro: 40, en: 49 }[language]} 9${String(10_000_000 + index * 31_337).padStart(8, '0')}`,
      addresses: index % 4 === 0 ? [address(index), address(index + 1)] : [address(index)],
      contact: PEOPLE[index % PEOPLE.length],
    }
  })
)
