using System.Globalization;
using System.Text;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>A code as a barcode (Code 128, set C: two digits a symbol), drawn as SVG. Black on white whatever the page is: scanners read no other.</summary>
public static class Barcode
{
    private const int Start = 105;
    private const int Quiet = 10;
    private const int Height = 60;
    private const string Stop = "2331112";

    // Widths of bars and gaps in turn, six for each of the values 0 to 105.
    private const string Widths =
        "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131"
        + "311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121"
        + "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114"
        + "122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113"
        + "114311411113411311113141114131311141411131211412211214211232";

    /// <summary>The values of the symbols, the start and the check symbol among them, the stop not.</summary>
    /// <param name="digits">Digits, an even number of them.</param>
    public static IReadOnlyList<int> Symbols(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        if (digits.Length == 0 || digits.Length % 2 != 0 || !digits.All(char.IsAsciiDigit))
            throw new ArgumentException("An even number of digits.", nameof(digits));
        int[] pairs = [.. Enumerable.Range(0, digits.Length / 2).Select(pair => int.Parse(digits.AsSpan(2 * pair, 2), NumberStyles.None, CultureInfo.InvariantCulture))];
        return [Start, .. pairs, (Start + pairs.Select((value, place) => value * (place + 1)).Sum()) % 103];
    }

    /// <summary>Widths of bars and gaps in turn, the stop symbol included.</summary>
    public static string Bars(string digits) => string.Concat(Symbols(digits).Select(value => Widths.Substring(6 * value, 6))) + Stop;

    /// <summary>The drawing, with its quiet zones.</summary>
    /// <param name="digits">Digits, an even number of them.</param>
    public static string Svg(string digits)
    {
        var (path, at, bar) = (new StringBuilder(), Quiet, true);
        foreach (var width in Bars(digits).Select(c => c - '0'))
        {
            if (bar)
                path.Append(CultureInfo.InvariantCulture, $"M{at} 0h{width}v{Height}h-{width}z");
            (at, bar) = (at + width, !bar);
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {at + Quiet} {Height}\" preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\" aria-hidden=\"true\"><path fill=\"#fff\" d=\"M0 0h{at + Quiet}v{Height}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>");
    }
}
