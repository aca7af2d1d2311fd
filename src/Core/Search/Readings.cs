using System.Collections.Frozen;
using AnyAscii;

namespace WeixinWeChat.Core.Search;

/// <summary>
/// How words sound, in plain letters. The library knows one reading of each character; the others of those that names are made of stand
/// here, as no library that is served knows them: 银行 is a bank by its second reading, 重庆 a city by its second.
/// </summary>
public static class Readings
{
    // Character and readings that the library does not give, or gives as the rarer one. ü is typed as v on a keyboard, and written as u.
    private static readonly FrozenDictionary<char, IReadOnlyList<string>> Others = Read(
        """
        重chong 长chang 長chang 乐yue 樂yue 行hang 厦xia 廈xia 藏zang 都du 会kuai 會kuai 朝zhao 调tiao 調tiao 传zhuan 傳zhuan 单shan 單shan 曾zeng
        石dan 便pian 茄qie 盛cheng 宿xiu 角jue 觉jiao 覺jiao 车ju 車ju 六lu 蚌beng 解xie 查zha 柏bo 薄bo 色shai 弹tan 彈tan 还huan 還huan 降xiang
        校jiao 卡qia 壳qiao 殼qiao 露lou 落la 粘nian 仔zai 扎za 省xing 说shui 說shui 提di 削xiao 择zhai 擇zhai 属zhu 似shi 尾yi 秘bi 大dai 种chong
        參shen 参shen 差chai 称chen 稱chen 澄deng 仇qiu 畜xu 得dei 度duo 恶wu 龟qiu 龜qiu 和huo 给ji 給ji 强jiang 強jiang 劲jing 咖ga 了liao 率lv
        绿lv 綠lv 律lv 吕lv 呂lv 旅lv 驴lv 驢lv 履lv 滤lv 濾lv 铝lv 鋁lv 侣lv 侶lv 女nv 没mo 沒mo 缪miao 娜nuo 胖pan 炮bao 瀑bao 期ji 奇ji 铅yan
        枪cheng 亲qing 親qing 圈juan 杉sha 什shi 识zhi 識zhi 吓he 系ji 係ji 血xie 叶xie 员yun 員yun 著zhe 尉yu 隗kui 万mo 区ou 區ou 盖ge 洗xian
        翟zhai 尺che 伽qie 泊bo 阿e 模mu 巷hang
        """);

    /// <summary>The readings of one written word, the usual one first; none when it has no sound.</summary>
    public static IReadOnlyList<string> Of(string written)
    {
        var usual = Plain(written.Transliterate());
        return usual.Length == 0 ? [] : written.Length == 1 && Others.TryGetValue(written[0], out var others) ? [usual, .. others] : [usual];
    }

    private static string Plain(string text)
    {
        var lower = text.ToLowerInvariant();
        return lower.All(char.IsAsciiLetterOrDigit) ? lower : string.Concat(lower.Where(char.IsAsciiLetterOrDigit));
    }

    private static FrozenDictionary<char, IReadOnlyList<string>> Read(string table) => table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .GroupBy(entry => entry[0], entry => entry[1..]).ToFrozenDictionary(character => character.Key, character => (IReadOnlyList<string>)[.. character.Distinct()]);
}
