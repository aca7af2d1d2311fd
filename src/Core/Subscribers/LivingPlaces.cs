using System.Collections.Frozen;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>
/// Where people may say that they live: in a country (ISO 3166) or, where all live in one, in one of its provinces (ISO 3166-2). The
/// runtime's data knows countries only, and no library that is served knows the provinces in both languages.
/// </summary>
public static class LivingPlaces
{
    /// <summary>Longest code: <c>CN-GD</c>.</summary>
    public const int CodeMax = 5;

    private static readonly FrozenDictionary<string, Bilingual> Names;
    private static readonly IReadOnlyList<string> OfMainland;

    static LivingPlaces()
    {
        // In the order in which China's own lists have them.
        IReadOnlyList<(string Code, string English, string Chinese)> all =
        [
            ("CN-BJ", "Beijing", "北京"), ("CN-TJ", "Tianjin", "天津"), ("CN-HE", "Hebei", "河北"), ("CN-SX", "Shanxi", "山西"), ("CN-NM", "Inner Mongolia", "内蒙古"),
            ("CN-LN", "Liaoning", "辽宁"), ("CN-JL", "Jilin", "吉林"), ("CN-HL", "Heilongjiang", "黑龙江"),
            ("CN-SH", "Shanghai", "上海"), ("CN-JS", "Jiangsu", "江苏"), ("CN-ZJ", "Zhejiang", "浙江"), ("CN-AH", "Anhui", "安徽"),
            ("CN-FJ", "Fujian", "福建"), ("CN-JX", "Jiangxi", "江西"), ("CN-SD", "Shandong", "山东"),
            ("CN-HA", "Henan", "河南"), ("CN-HB", "Hubei", "湖北"), ("CN-HN", "Hunan", "湖南"), ("CN-GD", "Guangdong", "广东"), ("CN-GX", "Guangxi", "广西"), ("CN-HI", "Hainan", "海南"),
            ("CN-CQ", "Chongqing", "重庆"), ("CN-SC", "Sichuan", "四川"), ("CN-GZ", "Guizhou", "贵州"), ("CN-YN", "Yunnan", "云南"), ("CN-XZ", "Tibet", "西藏"),
            ("CN-SN", "Shaanxi", "陕西"), ("CN-GS", "Gansu", "甘肃"), ("CN-QH", "Qinghai", "青海"), ("CN-NX", "Ningxia", "宁夏"), ("CN-XJ", "Xinjiang", "新疆"),
        ];
        OfMainland = [.. all.Select(row => row.Code)];
        Names = all.ToFrozenDictionary(row => row.Code, row => new Bilingual(row.English, row.Chinese));
    }

    /// <summary>The places that people of this side choose from.</summary>
    public static IReadOnlyList<string> Of(EditionPolicy edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return edition.HomeRegion is null ? Places.Countries : OfMainland;
    }

    /// <summary>A place's name in the reader's language.</summary>
    public static string NameOf(string code) => Names.TryGetValue(code, out var name) ? name.ToString() : Places.CountryName(code);
}
