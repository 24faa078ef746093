/** ISO 4217 alphabetic codes by the number of digits after the point (exponent). */
const CODES_BY_EXPONENT: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD ' +
    'CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL ' +
    'GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR ' +
    'LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB ' +
    'PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP ' +
    'SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ZWL',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const exponents = new Map<string, number>()
for (const [exponent, codes] of Object.entries(CODES_BY_EXPONENT)) {
  for (const code of codes.split(' ')) exponents.set(code, Number(exponent))
}

/** Whether a text is the ISO 4217 code of a currency one can be billed in. */
export function isCurrency(code: string): boolean {
  return exponents.has(code)
}

/**
 * How many decimals a currency has: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217).
 *
 * @throws {RangeError} for an unknown code
 */
export function currencyExponent(code: string): number {
  const exponent = exponents.get(code)
  if (exponent === undefined) throw new RangeError(`"${code}" is not an ISO 4217 currency`)
  return exponent
}

/** Every known code, in alphabetical order. */
export function currencyCodes(): string[] {
  return [...exponents.keys()].sort()
}
