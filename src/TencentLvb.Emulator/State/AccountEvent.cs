namespace TencentLvb.Emulator;

/// <summary>Represents an event in the account for which a notification is posted.</summary>
internal abstract record AccountEvent(EmulatedStream Stream, DateTimeOffset Time);

internal sealed record PushStarted(EmulatedStream Stream, DateTimeOffset Time, PushSession Session) : AccountEvent(Stream, Time);

internal sealed record PushEnded(EmulatedStream Stream, DateTimeOffset Time, PushSession Session, int Code, string Text)
    : AccountEvent(Stream, Time);

internal sealed record FileRecorded(EmulatedStream Stream, DateTimeOffset Time, TapeFile File) : AccountEvent(Stream, Time);

internal sealed record PictureTaken(EmulatedStream Stream, DateTimeOffset Time, Picture Picture) : AccountEvent(Stream, Time);
