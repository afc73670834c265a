namespace TencentLvb.Emulator;

/// <summary>Stores each notification with the receiver's response to its last post.</summary>
internal sealed class CallbackRecords
{
    private const int Most = 10_000;
    private readonly object _gate = new();
    private readonly Dictionary<Notification, CallbackRecord> _byNotification = [];
    private readonly Queue<Notification> _order = new();

    public void Note(CallbackRecord record)
    {
        lock (_gate)
        {
            if (!_byNotification.ContainsKey(record.Notification))
            {
                _order.Enqueue(record.Notification);
            }

            _byNotification[record.Notification] = record;
            if (_order.Count > Most)
            {
                _byNotification.Remove(_order.Dequeue());
            }
        }
    }

    /// <summary>Returns the records of a stream, earliest event first.</summary>
    public IReadOnlyList<CallbackRecord> Of(string streamId)
    {
        lock (_gate)
        {
            var records = _order.Where(one => one.StreamId == streamId).Select(one => _byNotification[one]);
            return [.. records.OrderBy(record => record.Notification.Event.Time)];
        }
    }
}

/// <summary>Represents the last post of a notification.</summary>
/// <param name="Notification">The notification.</param>
/// <param name="Time">The time at which the post completed.</param>
/// <param name="ResultCode">0 if it was delivered.</param>
/// <param name="Response">The receiver's response, at most the first 4096 bytes.</param>
internal sealed record CallbackRecord(Notification Notification, DateTimeOffset Time, int ResultCode, string Response);
