import { type ReadingSetting, settingsIn } from '../readings/setting.js';
import type { ContractFiles } from './contract.js';
import { type ContractRemark, error } from './remark.js';

/** Every reading sets something, has the options that its parameters have, and stands in the register. */
export function checkReadings(files: ContractFiles): ContractRemark[] {
  const readings = new Map(files.readings.readings.map((reading) => [reading.code, reading]));
  const remarks: ContractRemark[] = [];
  const used = new Set<string>();
  for (const file of ['rubric', 'payment'] as const)
    for (const { path, setting } of settingsIn(files[file])) {
      used.add(setting.reading);
      const reading = readings.get(setting.reading);
      if (!reading) remarks.push(error(file, path, 'UNKNOWN_READING', `未知读法 ${setting.reading}`, `unknown reading ${setting.reading}`));
      else if (!hasSameOptions(setting, reading.options))
        remarks.push(
          error(
            file,
            path,
            'OPTIONS_DIFFER',
            `参数的选项（${Object.keys(setting.options).join('、')}）与读法 ${reading.code} 的选项不一致`,
            `the parameter's options (${Object.keys(setting.options).join(', ')}) are not those of reading ${reading.code}`,
          ),
        );
    }
  files.readings.readings.forEach((reading, index) => {
    if (!used.has(reading.code))
      remarks.push(
        error(
          'readings',
          `readings[${index}]`,
          'READING_SETS_NOTHING',
          `读法 ${reading.code} 没有设定任何参数`,
          `reading ${reading.code} sets no parameter`,
        ),
      );
    if (reading.options[0]!.decides)
      remarks.push(
        error(
          'readings',
          `readings[${index}].options[0]`,
          'DEFAULT_DECIDES_COMPLETENESS',
          '默认选项不能只影响数据是否齐全',
          'the default option must do more than decide whether data is missing',
        ),
      );
    if (!files.register.points.some(({ code }) => code === reading.code))
      remarks.push(
        error(
          'readings',
          `readings[${index}]`,
          'NOT_IN_REGISTER',
          `读法 ${reading.code} 不在疑点登记簿中`,
          `reading ${reading.code} is not in the register`,
        ),
      );
  });
  return remarks;
}

const hasSameOptions = ({ options }: ReadingSetting<unknown>, written: readonly { readonly code: string }[]): boolean =>
  Object.keys(options).sort().join() ===
  written
    .map(({ code }) => code)
    .sort()
    .join();
