import { IsIn } from 'class-validator';

export class ReportQuery {
  @IsIn(['csv', 'xlsx', 'json']) format!: 'csv' | 'xlsx' | 'json';
}
