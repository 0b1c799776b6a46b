import type { Specimen } from './specimen.js';
import type { SpecimenView } from './specimens.dto.js';

/** What leaves of a specimen: its lights with the address of each picture, and its named parts. */
export const viewOf = ({ layers, seen, areas, ...rest }: Specimen): SpecimenView => ({
  ...rest, lights: layers.map((light) => ({ light, seen: seen[light] ?? '', src: `/api/v1/specimens/${rest.id}/${light}.svg` })), areas: areas.map((area) => ({ ...area })),
});
