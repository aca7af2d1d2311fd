using System.Text.RegularExpressions;
using MudBlazor;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Portal.Layout;

/// <summary>
/// The edition's colours for MudBlazor, read from the theme.css that browsers load. console.css points MudBlazor's variables at the
/// same colours, so that light and dark are right before any circuit; what it computes by itself (tints, contrasts) it takes from here.
/// </summary>
public sealed partial class PortalTheme
{
    private readonly Dictionary<string, (string Light, string Dark)> colours;

    /// <summary>Reads the brand's colours.</summary>
    public PortalTheme(EditionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        using var stream = typeof(PortalTheme).Assembly.GetManifestResourceStream($"{policy.Look}/theme.css")
            ?? throw new InvalidOperationException($"The look '{policy.Look}' has no theme.css.");
        using var reader = new StreamReader(stream);
        colours = Colour().Matches(reader.ReadToEnd()).ToDictionary(match => match.Groups[1].Value, match => (match.Groups[2].Value, match.Groups[3].Value));
        Mud = new MudTheme
        {
            PaletteLight = Fill(new PaletteLight(), pair => pair.Light),
            PaletteDark = Fill(new PaletteDark(), pair => pair.Dark),
        };
    }

    /// <summary>The theme that the provider of the console is given.</summary>
    public MudTheme Mud { get; }

    /// <summary>Every colour by its token's name, light and dark.</summary>
    public IReadOnlyDictionary<string, (string Light, string Dark)> Colours => colours;

    private TPalette Fill<TPalette>(TPalette palette, Func<(string Light, string Dark), string> side)
        where TPalette : Palette
    {
        palette.Primary = Of("accent-fill");
        palette.PrimaryContrastText = Of("on-accent");
        palette.Secondary = Of("second");
        palette.Background = Of("bg");
        palette.BackgroundGray = Of("surface-2");
        palette.Surface = Of("surface");
        palette.DrawerBackground = Of("surface");
        palette.AppbarBackground = Of("bar");
        palette.AppbarText = Of("bar-ink");
        palette.TextPrimary = Of("ink");
        palette.TextSecondary = Of("ink-2");
        palette.ActionDefault = Of("ink-2");
        palette.Divider = Of("line");
        palette.LinesDefault = Of("line");
        palette.LinesInputs = Of("line-strong");
        palette.TableLines = Of("line");
        palette.Success = Of("ok");
        palette.Warning = Of("warn");
        palette.Error = Of("bad-fill");
        palette.ErrorContrastText = Of("on-bad");
        palette.Info = Of("info");
        return palette;

        string Of(string token) => side(colours[token]);
    }

    [GeneratedRegex(@"--c-([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")]
    private static partial Regex Colour();
}
