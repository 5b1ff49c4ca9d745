import Testing
import Web

struct FieldsTests {
    @Test func `reads a form as browsers send it`() {
        let fields = Fields(urlEncoded: "name=Jos%C3%A9+Mart%C3%ADn&tag=a&tag=b&empty=&alone")

        #expect(fields["name"] == "José Martín")
        #expect(fields.values("tag") == ["a", "b"])
        #expect(fields["empty"]?.isEmpty == true)
        #expect(fields["alone"]?.isEmpty == true)
        #expect(fields.text("empty") == nil)
        #expect(fields["missing"] == nil)
    }

    @Test(arguments: ["%", "%4", "%zz", "a=%C3", "&&&", "=", "a=b=c", "%00=%ff"])
    func `reads whatever comes without failing`(text: String) {
        _ = Fields(urlEncoded: text).all
    }

    @Test func `writes a query that reads back the same`() {
        let fields = Fields([("where", "stage >= prospect and tag \"vip & co\""), ("sort", "-score"), ("é", "ça+va?")])

        let read = Fields(urlEncoded: fields.query.dropFirst())

        #expect(read.all.map(\.name) == fields.all.map(\.name))
        #expect(read.all.map(\.value) == fields.all.map(\.value))
        #expect(fields.with("sort", nil)["sort"] == nil)
    }
}
