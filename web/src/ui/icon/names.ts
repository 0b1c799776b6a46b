/** The drawings in `icons.svg`: strokes on a 24×24 field, one per meaning; the word always stands beside it. */
export type IconName =
  | 'alert' | 'archive' | 'check' | 'clock' | 'document' | 'down' | 'download' | 'eye' | 'filter' | 'globe'
  | 'history' | 'info' | 'list' | 'lock' | 'mail' | 'menu' | 'next' | 'offline' | 'pen' | 'plus' | 'previous'
  | 'search' | 'send' | 'sort' | 'shield' | 'table' | 'trash' | 'up' | 'upload' | 'users' | 'x';
