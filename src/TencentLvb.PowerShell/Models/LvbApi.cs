namespace TencentLvb;

/// <summary>Specifies the service that a connection uses.</summary>
public enum LvbApi
{
    /// <summary>API 2.0: an APPID and a key. Requests contain <c>t</c> and <c>sign</c>.</summary>
    V2,

    /// <summary>API 3.0: a SecretId and a SecretKey. Requests are signed with TC3-HMAC-SHA256.</summary>
    V3,
}
