using System.Globalization;
using System.Text;
using ZXing;
using ZXing.OneD;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>Digits as a barcode (Code 128), drawn as SVG. Black on white in every theme: that is what scanners read.</summary>
public static class Barcode
{
    // Code 128 asks for ten modules of quiet beside it.
    private const int Quiet = 10;
    private const int Height = 40;

    /// <summary>The drawing, with its quiet zones.</summary>
    /// <param name="digits">Digits, an even number of them: two make a symbol.</param>
    public static string Svg(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        if (digits.Length == 0 || digits.Length % 2 != 0 || !digits.All(char.IsAsciiDigit))
            throw new ArgumentException("An even number of digits.", nameof(digits));
        var lines = new Code128Writer().encode(digits, BarcodeFormat.CODE_128, 1, 1);
        var (left, right) = (0, lines.Width - 1);
        while (!lines[left, 0])
            left++;
        while (!lines[right, 0])
            right--;
        var path = new StringBuilder();
        for (var x = left; x <= right; x++)
        {
            if (lines[x, 0])
                path.Append(CultureInfo.InvariantCulture, $"M{x - left + Quiet} 0h1v{Height}h-1z");
        }

        var width = right - left + 1 + (2 * Quiet);
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Height}\" preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{width}v{Height}H0z\"/><path d=\"{path}\"/></svg>");
    }
}
