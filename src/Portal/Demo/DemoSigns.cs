using SkiaSharp;

namespace WeixinWeChat.Portal.Demo;

/// <summary>The brands' signs, each in a square from -50 to 50.</summary>
internal static class DemoSigns
{
    public static void Draw(SKCanvas canvas, DemoMotif motif, SKPaint white, SKPaint accent, SKPaint line)
    {
        switch (motif)
        {
            case DemoMotif.Tea:
                Fill(canvas, white, "M-32,-6 H28 V10 C28,30 16,40 -2,40 C-20,40 -32,30 -32,10 Z");
                Stroke(canvas, line, "M28,0 C46,-2 46,22 26,22");
                Stroke(canvas, line, "M-16,-18 C-22,-26 -10,-32 -16,-42 M2,-18 C-4,-26 8,-32 2,-42 M20,-18 C14,-26 26,-32 20,-42");
                Fill(canvas, accent, "M-10,26 C-10,10 6,6 16,6 C16,20 8,28 -10,26 Z");
                break;
            case DemoMotif.Book:
                Fill(canvas, white, "M-4,-26 C-18,-36 -34,-36 -46,-32 V30 C-34,26 -18,26 -4,36 Z M4,-26 C18,-36 34,-36 46,-32 V30 C34,26 18,26 4,36 Z");
                Fill(canvas, accent, "M18,-35 H32 V2 L25,-5 L18,2 Z");
                break;
            case DemoMotif.Mountain:
                Fill(canvas, accent, "M-8,38 L22,-18 L50,38 Z");
                Fill(canvas, white, "M-50,38 L-12,-34 L26,38 Z");
                canvas.DrawCircle(30, -34, 9, white);
                Fill(canvas, accent, "M-22,-15 L-12,-34 L-2,-15 L-8,-9 L-13,-16 L-18,-9 Z");
                break;
            case DemoMotif.Bread:
                Fill(canvas, white, "M-46,16 C-52,-16 -24,-28 0,-28 C24,-28 52,-16 46,16 C44,28 38,30 28,30 H-28 C-38,30 -44,28 -46,16 Z");
                line.Color = accent.Color;
                Stroke(canvas, line, "M-26,-12 L-16,8 M-4,-16 L6,6 M18,-14 L28,6");
                break;
            case DemoMotif.Museum:
                Fill(canvas, white, "M-46,-16 L0,-42 L46,-16 V-10 H-46 Z M-38,-4 H-26 V26 H-38 Z M-6,-4 H6 V26 H-6 Z M26,-4 H38 V26 H26 Z M-46,32 H46 V40 H-46 Z");
                canvas.DrawCircle(0, -23, 5, accent);
                break;
            default:
                Fill(canvas, white, "M-46,38 V-8 L-31,-22 L-16,-8 V38 Z M16,38 V-30 H44 V38 Z");
                Fill(canvas, accent, "M-14,38 V-40 H14 V38 Z");
                Fill(canvas, white, "M-6,-30 H6 V-20 H-6 Z M-6,-10 H6 V0 H-6 Z M-6,10 H6 V20 H-6 Z");
                Fill(canvas, accent, "M24,-20 H36 V-10 H24 Z M24,0 H36 V10 H24 Z M-36,4 H-26 V14 H-36 Z");
                break;
        }
    }

    private static void Fill(SKCanvas canvas, SKPaint paint, string shape)
    {
        using var path = SKPath.ParseSvgPathData(shape);
        canvas.DrawPath(path, paint);
    }

    private static void Stroke(SKCanvas canvas, SKPaint line, string shape)
    {
        using var path = SKPath.ParseSvgPathData(shape);
        canvas.DrawPath(path, line);
    }
}
