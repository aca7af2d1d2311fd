using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>Gives the editor's script what it needs to upload pictures, and words to say when that fails.</summary>
internal sealed class PictureUploads(AntiforgeryStateProvider antiforgery, PlatformLimits limits, IStringLocalizer<CampaignTexts> texts)
{
    /// <summary>For the pictures of one account.</summary>
    public UploadOptions For(string appId) => new(
        $"/a/{appId}/media", antiforgery.GetAntiforgeryToken()?.Value ?? "", limits.ImageBytes,
        ImageProblems.TextOf(ImageProblem.TooLarge, ImageShape.Article, limits).ToString(), texts["UploadFailed"], EditorWords());

    private Dictionary<string, string> EditorWords() => new (string Key, string Text)[]
    {
        ("tools", "EditorTools"), ("heading", "Heading"), ("subheading", "Subheading"), ("bold", "Bold"), ("italic", "Italic"), ("underline", "Underline"),
        ("strike", "Strike"), ("blockquote", "Quote"), ("ordered", "NumberedList"), ("bullet", "BulletList"), ("link", "Link"), ("image", "Picture"),
        ("clean", "ClearFormat"), ("placeholder", "ContentPlaceholder"), ("linkAddress", "LinkAddress"), ("linkSet", "LinkSet"), ("linkRemove", "LinkRemove"), ("linkCancel", "LinkCancel"),
    }.ToDictionary(word => word.Key, word => texts[word.Text].Value);
}

/// <summary>As the script reads it.</summary>
/// <param name="UploadAddress">Where pictures go.</param>
/// <param name="Token">The antiforgery token, for the request's header.</param>
/// <param name="MaxBytes">Larger files are refused before they are sent.</param>
/// <param name="TooLarge">What is said then.</param>
/// <param name="Failed">What is said when nothing came back.</param>
/// <param name="Words">Labels of the editor.</param>
public sealed record UploadOptions(string UploadAddress, string Token, int MaxBytes, string TooLarge, string Failed, IReadOnlyDictionary<string, string> Words)
{
    /// <summary>The limit, for people.</summary>
    public string Megabytes => FormattableString.Invariant($"{MaxBytes / 1_048_576.0:0.#}");

    /// <summary>Address of the editor's module.</summary>
    public static string Module(ResourceAssetCollection assets) => "./" + assets["_content/WeixinWeChat.Portal/shared/campaign-editor.js"];

    /// <summary>The same with what the editor needs beyond it.</summary>
    public object ForEditor(ResourceAssetCollection assets, string content, string label) => new
    {
        UploadAddress,
        Token,
        MaxBytes,
        TooLarge,
        Failed,
        Words,
        content,
        label,
        script = "/" + assets["_content/WeixinWeChat.Portal/shared/quill/quill.js"],
        accept = ImageCleaner.Accept,
    };
}
