/** Where the way out leads: a page that says nothing of the one left, as GOV.UK's pattern has it. */
export const EXIT_ADDRESS = 'https://www.bbc.co.uk/weather';
