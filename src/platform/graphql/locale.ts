import { registerEnumType } from 'type-graphql';

/** The languages of what people read. */
export enum Locale {
  ZH = 'zh',
  EN = 'en',
}

registerEnumType(Locale, {
  name: 'Locale',
  description: '语言 / Language of what people read',
  valuesConfig: { ZH: { description: '中文 / Chinese, the default' }, EN: { description: '英文 / English' } },
});

/** The argument that every text in both languages takes. */
export const LOCALE = { defaultValue: Locale.ZH, description: '语言，默认中文 / Language, Chinese unless told' } as const;
