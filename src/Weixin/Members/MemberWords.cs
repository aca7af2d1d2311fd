namespace WeixinWeChat.Weixin.Members;

/// <summary>Memberships in words and colours.</summary>
internal static class MemberWords
{
    /// <summary>The colour of a state's chip.</summary>
    public static string ChipOf(MemberState state) => state switch
    {
        MemberState.Active => "chip--ok",
        MemberState.Frozen => "chip--warn",
        _ => "",
    };
}
