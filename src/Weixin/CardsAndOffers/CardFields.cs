namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>What is sent by the form that takes a copy. Whatever arrives can be bound: a key that is none becomes another.</summary>
internal sealed class TakeFields
{
    public string? Key { get; set; }

    /// <summary>The form's key: sent twice, it is one copy.</summary>
    public Guid FormKey
    {
        get
        {
            if (!Guid.TryParse(Key, out var key))
                Key = (key = Guid.NewGuid()).ToString();
            return key;
        }
    }
}
