import { Controller, Get, Inject, SerializeOptions } from '@nestjs/common';
import type { Actor } from '../../kernel/access/index.js';
import { Settings } from '../../kernel/config/index.js';
import { CurrentActor, May } from '../../kernel/http/index.js';
import { Quarantine } from '../../kernel/inspection/index.js';
import { Scanner } from '../../kernel/scanner/index.js';
import { Document } from '../document.entity.js';
import { InspectionView } from './inspection.dto.js';

@Controller('inspection')
export class InspectionController {
  constructor(
    private readonly scanner: Scanner,
    private readonly quarantine: Quarantine,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** How files are inspected here: whether for malware at all, and how old the scanner's knowledge is. How much waits is told to those who run the portal. */
  @Get()
  @May('read', Document)
  @SerializeOptions({ type: InspectionView, strategy: 'excludeAll' })
  async state(@CurrentActor() actor: Actor): Promise<InspectionView> {
    const scans = this.scanner.isConfigured;
    const signatures = await this.scanner.signatures();
    const runs = actor.party === 'SECRETARIAT' && (actor.has('administrator') || actor.has('secretariat_officer'));
    return {
      scans, answers: scans ? signatures !== null : null, signaturesAt: signatures?.at?.toISOString() ?? null,
      stale: this.isStale(signatures?.at ?? null), waiting: runs ? (await this.quarantine.state()).files : null,
    };
  }

  private isStale(at: Date | null): boolean {
    return at !== null && Date.now() - at.getTime() > this.settings.signaturesMaxDays * 86_400_000;
  }
}
