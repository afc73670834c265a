namespace TencentLvb.Emulator;

/// <summary>A notification, ready to be posted. Every try sends the same bytes, as the service does.</summary>
internal sealed record Notification(string StreamId, bool IsPicture, byte[] Body);
