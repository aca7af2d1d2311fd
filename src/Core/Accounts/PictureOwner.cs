using WeixinWeChat.Core.People;

namespace WeixinWeChat.Core.Accounts;

/// <summary>
/// Asks whether a picture was uploaded by somebody: to know the code of another brand's picture is not enough to wear it. Pictures are kept
/// by a room that leans on this one, so the portal ties the two together.
/// </summary>
/// <param name="IsBy">The answer, for a person and a picture's code.</param>
public sealed record PictureOwner(Func<Person, string, CancellationToken, Task<bool>> IsBy);
