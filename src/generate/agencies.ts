/** An agency as the code list of agencies has it. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  /** Two digits; blank for agencies without one. */
  readonly forceCode: string;
  /** Three letters of our own that begin its URNs. */
  readonly mark: string;
}

/** `id|name|force code|mark`, the agencies of small batches first. */
const TABLE = `
kent|Kent Police|46|KNT
metropolitan|Metropolitan Police Service|01|MPS
essex|Essex Police|42|ESX
hampshire|Hampshire and Isle of Wight Constabulary|44|HAM
greater-manchester|Greater Manchester Police|06|GMP
cumbria|Cumbria Constabulary|03|CUM
lancashire|Lancashire Constabulary|04|LAN
merseyside|Merseyside Police|05|MER
cheshire|Cheshire Constabulary|07|CHS
northumbria|Northumbria Police|10|NBA
durham|Durham Constabulary|11|DUR
north-yorkshire|North Yorkshire Police|12|NYP
west-yorkshire|West Yorkshire Police|13|WYP
south-yorkshire|South Yorkshire Police|14|SYP
humberside|Humberside Police|16|HUM
cleveland|Cleveland Police|17|CLE
west-midlands|West Midlands Police|20|WMP
staffordshire|Staffordshire Police|21|STF
west-mercia|West Mercia Police|22|WMA
warwickshire|Warwickshire Police|23|WAR
derbyshire|Derbyshire Constabulary|30|DBY
nottinghamshire|Nottinghamshire Police|31|NOT
lincolnshire|Lincolnshire Police|32|LIN
leicestershire|Leicestershire Police|33|LEI
northamptonshire|Northamptonshire Police|34|NTH
cambridgeshire|Cambridgeshire Constabulary|35|CAM
norfolk|Norfolk Constabulary|36|NFK
suffolk|Suffolk Constabulary|37|SFK
bedfordshire|Bedfordshire Police|40|BED
hertfordshire|Hertfordshire Constabulary|41|HER
thames-valley|Thames Valley Police|43|TVP
surrey|Surrey Police|45|SUR
sussex|Sussex Police|47|SSX
city-of-london|City of London Police|48|COL
devon-and-cornwall|Devon and Cornwall Police|50|DCP
avon-and-somerset|Avon and Somerset Constabulary|52|ASC
gloucestershire|Gloucestershire Constabulary|53|GLO
wiltshire|Wiltshire Police|54|WIL
dorset|Dorset Police|55|DOR
north-wales|North Wales Police|60|NWP
gwent|Gwent Police|61|GWE
south-wales|South Wales Police|62|SWP
dyfed-powys|Dyfed-Powys Police|63|DPP
police-scotland|Police Scotland||PSC
psni|Police Service of Northern Ireland|98|PSN
btp|British Transport Police|93|BTP
mdp|Ministry of Defence Police|24|MDP
cnc|Civil Nuclear Constabulary|59|CNC
nca|National Crime Agency|91|NCA
hmrc|HM Revenue and Customs|88|HMR
immigration-enforcement|Home Office Immigration Enforcement||IMM
border-force|Border Force||BFO
port-of-dover|Port of Dover Police||POD
nwrocu|North West Regional Organised Crime Unit||NWR
serocu|South East Regional Organised Crime Unit||SER
`;

/** Agencies that a batch may come from. Sources: MoJ bichard7-next-data (force codes) and the agencies' own names. */
export const AGENCIES: readonly Agency[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [id, name, forceCode, mark] = line.split('|') as [string, string, string, string];
    return { id, name, forceCode, mark };
  });

/** Source systems, all invented; each agency has two or three of them, and some names are met in several agencies. */
const SYSTEMS = ['ATLAS', 'BEACON', 'CAIRN', 'DRUMLIN', 'ESKER', 'FATHOM', 'GANTRY'];

/** Names of the source systems of each agency of the table. */
export const SYSTEMS_OF: readonly (readonly string[])[] = AGENCIES.map((_, index) =>
  Array.from({ length: 2 + (index % 2) }, (_, system) => SYSTEMS[(index + system * 3) % SYSTEMS.length]!),
);

/** Units that every agency has. */
export const UNITS: readonly string[] = [
  'Intelligence Hub North',
  'Intelligence Hub South',
  'Neighbourhood Policing',
  'Serious Crime',
  'Roads Policing',
  'Port Unit',
];
