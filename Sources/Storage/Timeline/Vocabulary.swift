/// Texts that come again and again, each made once: kinds, channels.
struct Vocabulary {
    /// By hash, in a power of two of places; beyond what fits, texts are made each time.
    private var places: [String?] = Array(repeating: nil, count: 256)
    private var count = 0

    /// The text that `bytes` encode in UTF-8.
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var place = hash(bytes) & (places.count - 1)
        while let known = places[place] {
            if known.utf8.count == bytes.count, known.utf8.elementsEqual(bytes) { return known }
            place = (place + 1) & (places.count - 1)
        }
        let new = String(decoding: bytes, as: UTF8.self)
        if count < places.count / 2 {
            places[place] = new
            count += 1
        }
        return new
    }

    /// FNV-1a.
    private func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash)
    }
}
