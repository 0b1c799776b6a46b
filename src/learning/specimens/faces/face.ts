/** What makes a face: first what tells people apart and lasts, then what deceives. Measures are parts of the usual: 1 is usual. */
export interface Face {
  skin: string;
  width: number;
  jaw: number;
  ear: number;
  /** How far the ears stand off. */
  earOut: number;
  lobe: 'free' | 'attached';
  eyes: number;
  eyeGap: number;
  eyeTilt: number;
  iris: string;
  brow: number;
  browArch: number;
  nose: number;
  noseLength: number;
  philtrum: number;
  groove: number;
  lips: number;
  mouth: number;
  cleft: boolean;
  hairline: 'round' | 'square' | 'peak' | 'receding';
  /** A scar from one point to another, or a mole at one. */
  scar?: readonly [number, number, number, number];
  mole?: readonly [number, number];
  look: Look;
}

/** What changes within weeks and tells nothing: hair, weight, glasses, beard, years. */
export interface Look {
  hair: string;
  cut: 'short' | 'cropped' | 'bob' | 'long' | 'tied';
  weight: number;
  years: number;
  glasses?: true;
  beard?: true;
  shirt: string;
  /** Smile from -1 to 1. */
  smile: number;
}
