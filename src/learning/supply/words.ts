/** What training is about, for whom and where: few words, so that what one party needs and another offers can meet. */
export const topics = ['document_examination', 'impostor_detection', 'interviewing', 'victim_identification', 'risk_analysis', 'sea_routes', 'investigation', 'biometrics', 'data_and_statistics', 'legal_framework', 'training_of_trainers', 'other'] as const;
export const trainees = ['first_line', 'second_line', 'investigators', 'analysts', 'prosecutors', 'trainers', 'managers'] as const;
/** 'global' meets every other one. */
export const regions = ['global', 'pacific', 'southeast_asia', 'east_asia', 'south_asia', 'central_asia', 'west_asia', 'europe', 'americas', 'africa'] as const;
export const priorities = ['low', 'normal', 'high'] as const;
export type Topic = (typeof topics)[number];
export type Trainees = (typeof trainees)[number];
export type Region = (typeof regions)[number];
export type Priority = (typeof priorities)[number];
