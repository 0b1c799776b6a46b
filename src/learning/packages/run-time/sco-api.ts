import type { Edition } from '../import/outline.js';
import type { Model } from './model.js';

/** What the run-time does when a SCO speaks to it. */
export interface Ears {
  /** @returns false when a session cannot begin now */
  begun(): Model | undefined;
  set(element: string, value: string): void;
  commit(): void;
  ended(): void;
}

/** The functions a SCO finds, by their names in its edition. */
export type ScoApi = Record<string, (...args: unknown[]) => string>;

const texts: Record<number, string> = {
  0: 'No error', 101: 'General exception', 103: 'Already initialized', 104: 'Content instance terminated', 112: 'Termination before initialization', 113: 'Termination after termination',
  122: 'Retrieve data before initialization', 123: 'Retrieve data after termination', 132: 'Store data before initialization', 133: 'Store data after termination', 142: 'Commit before initialization', 143: 'Commit after termination',
  201: 'Invalid argument', 202: 'Element cannot have children', 203: 'Element is not an array, cannot have count', 301: 'Not initialized', 351: 'General set failure', 391: 'General commit failure', 401: 'Not implemented', 402: 'Invalid set value, element is a keyword',
  403: 'Element is read only', 404: 'Element is write only', 405: 'Incorrect data type', 406: 'Data model element type mismatch', 407: 'Data model element value out of range', 408: 'Data model dependency not established',
};
const texts2004: Record<number, string> = {
  102: 'General initialization failure', 111: 'General termination failure', 201: 'General argument error', 301: 'General get failure', 401: 'Undefined data model element', 402: 'Unimplemented data model element',
  403: 'Data model element value not initialized', 404: 'Data model element is read only', 405: 'Data model element is write only',
};

/** Codes for what is asked before a session, and after it. */
const outside = {
  scorm12: { initialize: [0, 101], finish: [301, 301], get: [301, 301], set: [301, 301], commit: [301, 301], again: 101 },
  scorm2004: { initialize: [0, 104], finish: [112, 113], get: [122, 123], set: [132, 133], commit: [142, 143], again: 103 },
} as const;

/**
 * The run-time object of a SCO: `API` of 1.2 (RTE 3.3) or `API_1484_11` of 2004 (RTE 3.1): eight functions, one session, the last error. What a
 * value may be is for its model.
 */
export function scoApi(edition: Edition, ears: Ears): ScoApi {
  let model: Model | undefined;
  let isOver = false;
  let last = 0;
  const answer = (code: number, value = 'true'): string => {
    last = code;
    return code === 0 ? value : 'false';
  };
  const blocked = (call: 'finish' | 'get' | 'set' | 'commit'): number => (model && !isOver ? 0 : outside[edition][call][isOver ? 1 : 0]);
  const isEmpty = (argument: unknown) => argument === '' || argument === undefined;

  const functions = {
    initialize: (argument: unknown) => {
      if (!isEmpty(argument)) return answer(201);
      if (isOver) return answer(outside[edition].initialize[1]);
      if (model) return answer(outside[edition].again);
      model = ears.begun();
      return answer(model ? 0 : edition === 'scorm12' ? 101 : 102);
    },
    finish: (argument: unknown) => {
      if (!isEmpty(argument)) return answer(201);
      const code = blocked('finish');
      if (code === 0) {
        isOver = true;
        ears.ended();
      }
      return answer(code);
    },
    get: (element: unknown) => {
      const code = blocked('get');
      if (code !== 0 || !model) {
        last = code;
        return '';
      }
      const found = model.get(String(element ?? ''));
      last = found.code;
      return found.value;
    },
    set: (element: unknown, value: unknown) => {
      const code = blocked('set');
      if (code !== 0 || !model) return answer(code);
      const [name, said] = [String(element ?? ''), String(value ?? '')];
      const refused = model.set(name, said);
      if (refused === 0) ears.set(name, said);
      return answer(refused);
    },
    commit: (argument: unknown) => {
      if (!isEmpty(argument)) return answer(201);
      const code = blocked('commit');
      if (code === 0) ears.commit();
      return answer(code);
    },
    lastError: () => String(last),
    // The last error's text is what the diagnostic gives for no code; 2004 knows no such error string (RTE 3.1.6.2, 3.1.6.3).
    errorString: (code: unknown) => (isEmpty(code) && edition === 'scorm2004' ? '' : describe(edition, Number(isEmpty(code) ? last : code))),
    diagnostic: (code: unknown) => describe(edition, Number(isEmpty(code) ? last : code)),
  };
  const { initialize, finish, get, set, commit, lastError, errorString, diagnostic } = functions;
  return edition === 'scorm12'
    ? { LMSInitialize: initialize, LMSFinish: finish, LMSGetValue: get, LMSSetValue: set, LMSCommit: commit, LMSGetLastError: lastError, LMSGetErrorString: errorString, LMSGetDiagnostic: diagnostic }
    : { Initialize: initialize, Terminate: finish, GetValue: get, SetValue: set, Commit: commit, GetLastError: lastError, GetErrorString: errorString, GetDiagnostic: diagnostic };
}

const describe = (edition: Edition, code: number) => (edition === 'scorm2004' ? texts2004[code] : undefined) ?? texts[code] ?? '';
