import { type ItemsSearch, type QuestionFlag, questionFlags, type QuestionType, questionTypes } from '../../../api/banks';

/** A bank with what is looked for in it, or one question of it; `new` is a type of question to begin, `language` the one a question is looked at in. */
export interface BankSearch extends ItemsSearch { item?: string; new?: QuestionType; language?: string }

const isLanguage = (value: unknown): value is string => typeof value === 'string' && /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(value);

/** What the address of a bank says. */
export function bankSearch(raw: Partial<Record<keyof BankSearch, unknown>>): BankSearch {
  const search: BankSearch = {};
  const typeOf = (value: unknown) => questionTypes.find((one) => one === value);
  if (typeof raw.item === 'string' && /^[0-9a-f-]{36}$/.test(raw.item)) search.item = raw.item;
  if (typeOf(raw.new)) search.new = typeOf(raw.new);
  if (typeof raw.q === 'string' && raw.q.trim()) search.q = raw.q.trim().slice(0, 100);
  if (typeOf(raw.type)) search.type = typeOf(raw.type);
  if (typeof raw.tag === 'string' && /^[a-z0-9][a-z0-9-]{0,59}$/.test(raw.tag)) search.tag = raw.tag;
  if (raw.state === 'retired' || raw.state === 'all') search.state = raw.state;
  if (raw.flag === 'any' || questionFlags.includes(raw.flag as QuestionFlag)) search.flag = raw.flag as BankSearch['flag'];
  if (isLanguage(raw.lacks)) search.lacks = raw.lacks;
  if (isLanguage(raw.language)) search.language = raw.language;
  return search;
}
