namespace WeixinWeChat.Portal.Materials;

/// <summary>Texts around pictures.</summary>
public sealed class MaterialTexts;
