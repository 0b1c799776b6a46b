import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNotEmpty, IsOptional, IsString, Length, Max, Min, ArrayMaxSize } from 'class-validator';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Fault } from '../kernel/problems.js';

/** Kinds of document; each brings its own details. */
export const documentKinds = [
  'intelligence_report', 'alert', 'analysis', 'country_profile', 'policy_guide', 'training_material', 'meeting_paper', 'statistics_paper',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const subjects = [
  'smuggling_of_migrants', 'trafficking_in_persons', 'travel_documents', 'visas_and_labels', 'sea_routes', 'air_routes', 'land_routes',
  'border_management', 'returns', 'protection', 'victims_support', 'legislation', 'technology', 'awareness', 'cyber_enabled',
] as const;
export type Subject = (typeof subjects)[number];

/** Languages documents come in (BCP 47); the forum's members' own. */
export const languages = [
  'ar', 'bn', 'dv', 'en', 'fa', 'fa-AF', 'fr', 'hi', 'id', 'ja', 'km', 'ko', 'lo', 'mn', 'ms', 'my', 'ne', 'pt', 'ru', 'si', 'ta', 'tet', 'th', 'tr', 'ur', 'vi', 'zh',
] as const;

/** Grading after the 4×4 scheme: source A–C, X; information 1–4. The scheme is stored with the grade and never converted. */
class IntelligenceReportDetails {
  @IsIn(['4x4']) gradingScheme!: '4x4';
  @IsIn(['A', 'B', 'C', 'X']) sourceGrade!: string;
  @IsInt() @Min(1) @Max(4) informationGrade!: number;
  @IsIn(['H0', 'H1', 'H2', 'H3']) handlingCode!: string;
}
class AlertDetails {
  @IsOptional() @IsISO8601({ strict: true }) validUntil?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @Length(1, 200, { each: true }) routes?: string[];
  @IsOptional() @IsString() @Length(1, 120) reference?: string;
}
class AnalysisDetails {
  @IsOptional() @IsISO8601({ strict: true }) periodFrom?: string;
  @IsOptional() @IsISO8601({ strict: true }) periodTo?: string;
  @IsOptional() @IsString() @Length(1, 500) method?: string;
}
class CountryProfileDetails {
  @IsString() @IsNotEmpty() @Length(2, 20) country!: string;
  @IsOptional() @IsArray() @ArrayMaxSize(30) @IsString({ each: true }) @Length(1, 200, { each: true }) agencies?: string[];
}
class PolicyGuideDetails {
  @IsOptional() @IsString() @Length(1, 60) edition?: string;
  @IsOptional() @IsString() @Length(1, 200) committee?: string;
}
class TrainingMaterialDetails {
  @IsOptional() @IsIn(['introduction', 'level_1', 'level_2', 'level_3', 'trainer']) level?: string;
  @IsOptional() @IsInt() @Min(1) @Max(10_000) durationMinutes?: number;
}
class MeetingPaperDetails {
  @IsString() @Length(1, 200) meeting!: string;
  @IsOptional() @IsString() @Length(1, 60) agendaItem?: string;
  @IsOptional() @IsISO8601({ strict: true }) date?: string;
}
class StatisticsPaperDetails {
  @IsISO8601({ strict: true }) periodFrom!: string;
  @IsISO8601({ strict: true }) periodTo!: string;
  @IsBoolean() synthetic!: boolean;
}

const detailsOf: Record<DocumentKind, new () => object> = {
  intelligence_report: IntelligenceReportDetails,
  alert: AlertDetails,
  analysis: AnalysisDetails,
  country_profile: CountryProfileDetails,
  policy_guide: PolicyGuideDetails,
  training_material: TrainingMaterialDetails,
  meeting_paper: MeetingPaperDetails,
  statistics_paper: StatisticsPaperDetails,
};

/** What is wrong with the details of a document of this kind. A draft may leave things out; a release may not. */
export function faultsInDetails(kind: DocumentKind, details: object, draft: boolean): Fault[] {
  const errors = validateSync(plainToInstance(detailsOf[kind], details), {
    whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, skipMissingProperties: draft, stopAtFirstError: true,
  });
  return errors.flatMap(({ property, value, constraints = {} }) => {
    const said = value === undefined ? [`${words(property)} is missing; a release needs it`] : Object.values(constraints).map((message) => message.replace(property, words(property)));
    return said.map((message) => ({ path: `details.${property}`, message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.` }));
  });
}

/** 'sourceGrade' as people say it. */
const words = (property: string) => property.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
