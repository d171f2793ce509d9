/** What `hotline --help` prints. */
export const HELP = `hotline: 按合同计算热线外包考核得分与应付金额
         scores a hotline's outsourcing contract and settles what it pays, exactly

用法 Usage
  hotline evaluate FILE            一个考核期的得分与应付 / score of one period, and what it pays
  hotline settle FILE              一期款的结算与付款期限 / one instalment: payable, due date, late claim
  hotline performance FILE         话务员月度考核 / the operators' month
  hotline due --from DATE --working-days N
  hotline due --on DATE [--roll]   工作日计算 / working days and deadlines
  hotline check DIR                检查合同数据文件夹 / check a contract's folder
  hotline statement FILE           服务答复的结算单，排成一页 / a statement that the service answered with, as a page
  hotline audit verify --tenant CODE [--head HASH]
                                   核对审计链，指出首个断点 / check the audit chain, name the first broken link

FILE 为 - 时读标准输入 / FILE may be - for standard input.
audit 所用数据库同服务，由环境变量给出 / audit works with the service's database, as the environment names it.

选项 Options
  --jsonl            每行一个案例，逐行输出 / one case a line, one result a line (all cores, in order)
  --pretty           以表格显示 / lay the result out as a page
  --lang zh|en       --pretty 与 statement 的语言，默认中文 / language of --pretty and statement, Chinese unless told
  --contracts DIR    另加合同目录，可多次 / more contracts, each in a folder below DIR; may be given again
  --tenant CODE      要核对的租户，可多次 / tenant to check, may be given again
  --head HASH        此前记下的链尾散列，须仍在链中 / hash noted earlier, which must still be in the chain
  --help, --version

例子 Examples
  hotline evaluate quarter.json
  hotline evaluate quarter.json --pretty --lang en
  hotline settle - < instalment.json
  hotline evaluate --jsonl cases.jsonl > results.jsonl
  hotline due --from 2025-01-20 --working-days 10
  hotline evaluate --contracts ./contracts case.json
  hotline statement answer.json
  hotline check ./contracts/my-contract

退出码 Exit codes
  0 成功 / done   1 --jsonl 中有错误的行，或审计链已断 / a line of --jsonl was bad, or a chain is broken   2 输入或用法有误 / bad input or usage
`;
