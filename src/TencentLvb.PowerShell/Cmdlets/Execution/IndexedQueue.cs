namespace TencentLvb.Cmdlets;

/// <summary>A queue with access to elements by index.</summary>
internal sealed class IndexedQueue<T>
{
    private T[] _items = new T[16];
    private int _first;

    public int Count { get; private set; }

    public T Head => this[0];

    public T this[int place] => _items[(_first + place) % _items.Length];

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            var longer = new T[Count * 2];
            for (var i = 0; i < Count; i++)
            {
                longer[i] = this[i];
            }

            _items = longer;
            _first = 0;
        }

        _items[(_first + Count++) % _items.Length] = item;
    }

    public T Take()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("Nothing waits.");
        }

        var item = _items[_first];
        _items[_first] = default!;
        _first = (_first + 1) % _items.Length;
        Count--;
        return item;
    }
}
