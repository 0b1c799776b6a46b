import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { May } from '../../kernel/http/index.js';
import { bodyCircles, handlingCaveats, tlps } from '../../kernel/marking/index.js';
import { Document } from '../document.entity.js';
import { documentKinds, languages, subjects } from '../document-kinds.js';
import { VocabularyView } from './explanation.dto.js';

/** The fixed words of documents and markings; their labels are the client's texts. */
@Controller('vocabulary')
export class VocabularyController {
  @Get()
  @May('read', Document)
  @SerializeOptions({ type: VocabularyView, strategy: 'excludeAll' })
  words(): VocabularyView {
    return { kinds: [...documentKinds], subjects: [...subjects], languages: [...languages], tlp: [...tlps], caveats: [...handlingCaveats], circles: [...bodyCircles] };
  }
}
