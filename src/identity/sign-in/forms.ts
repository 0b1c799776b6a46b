import { IsEmail, IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';

/** What every form of the sign-in pages brings along. */
export class PageForm {
  @IsOptional() @IsIn(['en', 'ar']) lang?: string;
  @IsOptional() @IsString() @MaxLength(500) next?: string;
}

export class SignInForm extends PageForm {
  @IsEmail() @MaxLength(254) email!: string;
  @IsString() @MaxLength(1024) password!: string;
  @IsOptional() @IsIn(['yes']) shared?: string;
}

export class DemoForm extends PageForm {
  @IsUUID('4') userId!: string;
}

export class CodeForm extends PageForm {
  @Matches(/^\d{6}$/) code!: string;
}

export class RecoveryForm extends PageForm {
  @IsString() @Length(16, 40) recovery!: string;
}

export class RecoverForm extends RecoveryForm {
  @IsEmail() @MaxLength(254) email!: string;
}

export class PasswordForm extends PageForm {
  @IsString() @MaxLength(1024) password!: string;
}

export class ForgottenForm extends PageForm {
  @IsEmail() @MaxLength(254) forgotten!: string;
}

/** A link from a letter: the terms are accepted, or a new password is chosen. */
export class LinkForm extends PageForm {
  @IsOptional() @IsIn(['accepted']) terms?: string;
  @IsOptional() @IsString() @MaxLength(1024) password?: string;
}

/** Going off to the party's own identity provider. */
export class ProviderForm extends PageForm {
  @IsOptional() @IsIn(['yes']) shared?: string;
}
