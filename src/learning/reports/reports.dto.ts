import { IsIn, IsISO8601, IsOptional, Matches } from 'class-validator';

export class ReportQuery {
  @IsIn(['csv', 'xlsx', 'json']) format!: 'csv' | 'xlsx' | 'json';
}

export class CentreReportQuery extends ReportQuery {
  /** Of cohorts that ended on that day or later; a year when left out. */
  @IsOptional() @Matches(/^\d{4}-\d{2}-\d{2}$/) @IsISO8601({ strict: true }) since?: string;
}
