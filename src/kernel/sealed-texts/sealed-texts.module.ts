import { Global, Module } from '@nestjs/common';
import { SealedTexts } from './sealed-texts.js';

@Global()
@Module({ providers: [SealedTexts], exports: [SealedTexts] })
export class SealedTextsModule {}
