/** SQL: the minutes of class that the staff of the cohort noted for the enrolment whose id the expression names; null where none was. */
export const verifiedMinutes = (enrolment: string): string => `(
  SELECT sum(held.minutes)::int FROM (
    SELECT DISTINCT ON (a.class_id) a.minutes FROM app.attendance a WHERE a.enrolment_id = ${enrolment} ORDER BY a.class_id, a.n DESC) held)`;
