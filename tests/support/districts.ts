import { MemoryProject } from './memory-project.js';

/** Two regions with their districts, and people whose district is not known. The South has no row of its own. */
export const districtFiles = {
  'data/datapackage.yaml': `
name: districts
resources:
  - name: people
    path: people.csv
    title: People
    schema:
      primaryKey: [year, area, sex]
      fields:
        - {name: year, type: year}
        - {name: area, categories: {from: areas.csv}, levels: [region, district], total: all}
        - {name: sex, categories: [women, men, both], total: both}
        - {name: persons, type: integer, unit: persons}
        - {name: rate, type: number, additive: false}
`,
  'data/areas.csv': `value,label,parent
N,North,
Na,Alba,N
Nb,Berat,N
S,South,
Sa,Vlora,S
Sb,Saranda,S
U,Not known,
all,All,
`,
  'data/people.csv': `year,area,sex,persons,rate
2023,Na,women,10,1
2023,Na,men,20,1
2023,Na,both,30,1
2023,Nb,women,5,2
2023,Nb,men,5,2
2023,Nb,both,10,2
2023,N,women,15,3
2023,N,men,25,3
2023,N,both,40,3
2023,Sa,women,50,1
2023,Sa,men,10,1
2023,Sa,both,60,1
2023,Sb,women,1,2
2023,Sb,men,2,2
2023,Sb,both,3,2
2023,U,women,3,1
2023,U,men,1,1
2023,U,both,4,1
2023,all,both,107,2
`,
};

export const districts = new MemoryProject({ id: 'districts', files: districtFiles });
