"""The words of which names of agencies, enterprises, schools and forces are made.

``BODIES`` open a name ("Công ty", "Trường", "Hạt"). ``COMPOUNDS`` go on with it: words of two syllables of
which only the first may be written large ("Chế biến nông sản"). ``VERBS`` are those of them that also say
what somebody does: small, they belong to the name only where it goes on behind them.
"""

from articles.recognition.phrases import phrases

BODIES = """
    tổng công ty|công ty|cty|cụm công nghiệp|khu công nghiệp|kcn|ccn|kcx|khu chế xuất|khu kinh tế
    |xí nghiệp|nhà máy|tập đoàn|ngân hàng|hợp tác xã|htx|doanh nghiệp|dntn|liên hiệp hợp tác xã|quỹ|trường
    |đại học|học viện|bệnh viện|bv|viện kiểm sát|viện|trung tâm|trạm|sở|phòng|ban chỉ huy|ban|chi nhánh
    |chi cục|cục|kho bạc|bảo hiểm xã hội|bảo hiểm|hội đồng|hội|liên đoàn|huyện đoàn|tỉnh đoàn|thành đoàn
    |thị đoàn|đoàn|đài|báo|thanh tra|tòa án|công an|quân sự|bộ chỉ huy|bộ tư lệnh|bộ đội|đồn|khối|cơ quan
    |ubnd|hđnd|bđbp|bchqs|bch|ủy ban|văn phòng|mặt trận|mttq|ubmttq|hạt|nông trường|lâm trường|thpt|thcs
    |ptdtnt|ptdtbt|tiểu học|mầm non|mẫu giáo|liên|hải quan|thuế|điện lực|bưu điện|viễn thông|trung đoàn
    |sư đoàn|lữ đoàn|tiểu đoàn|hải đoàn|hải đội|quân đoàn|binh đoàn|đại đội|quân khu|quân chủng|binh chủng
    |nhà|mỏ|than|chợ|đội|vườn|cảng|dự bị|biên phòng|y tế|giáo dục|xã đội|phường đội|trại|thi hành án
    |chính quyền|thủy điện|nhiệt điện|phân xưởng|kiểm lâm|khoa|chính phủ|quốc hội|vnpt|viettel|agribank
    |bidv|vietinbank|vietcombank|petrolimex|bvđk|ttyt|tham mưu|hậu cần|kỹ thuật|công đoàn|tổng kho
    |phòng khám|liên hiệp|câu lạc bộ|nhà khách|nhà hát|rạp|tòa soạn|cao su|vrg|tkv|evn|vùng cảnh sát biển
    |vùng 1|vùng 2|vùng 3|vùng 4|vùng 5
"""
COMPOUNDS = """
    giáo dục|đào tạo|nội vụ|y tế|tài chính|kế hoạch|đầu tư|nông nghiệp|nông thôn|phát triển nông thôn
    |phát triển|tài nguyên|môi trường|văn hóa|thể thao|thể dục|du lịch|thông tin|truyền thông|lao động
    |thương binh|xã hội|công thương|xây dựng|giao thông|vận tải|khoa học|công nghệ|tư pháp|dân tộc
    |tôn giáo|ngoại vụ|kinh tế|hạ tầng|quản lý|đô thị|tổ chức|tuyên giáo|dân vận|nông dân|phụ nữ
    |cựu chiến binh|chữ thập đỏ|liên hiệp|kiểm lâm|hải quan|điện lực|bưu điện|viễn thông|ngân hàng|kho bạc
    |bảo hiểm|nhà nước|công an|quân sự|biên phòng|bộ đội|chỉ huy|chính sách|chính trị|kiểm sát|tòa án
    |thanh tra|thi hành án|dân sự|hành chính|hành chính công|bồi dưỡng|thủy sản|thủy lợi|thủy điện
    |nhiệt điện|lâm nghiệp|chăn nuôi|thú y|bảo vệ|thực vật|cấp nước|thoát nước|cấp thoát nước|công ích
    |sản xuất|thương mại|dịch vụ|xuất nhập khẩu|nhập khẩu|xuất khẩu|chế biến|khai thác|khoáng sản|cao su
    |cà phê|may mặc|dệt may|lương thực|thực phẩm|dược phẩm|xăng dầu|xi măng|truyền hình|phát thanh
    |đoàn thể|mặt trận|tổ quốc|mặt trận tổ quốc|hội đồng|nhân dân|hội đồng nhân dân|ủy ban|ủy ban nhân dân
    |văn phòng|kỹ thuật|điện tử|linh kiện|cây trồng|giống cây|giống cây trồng|quốc gia|công nghiệp|dự án
    |đất đai|quỹ đất|kiểm dịch|kiểm soát|bệnh tật|dân số|khuyến nông|khuyến ngư|khuyến lâm|khuyến công
    |khuyến học|vệ sinh|an toàn|bảo trợ|tiêu chuẩn|đo lường|xúc tiến|lưu trữ|công chứng|xổ số|kiến thiết
    |kiểm tra|nội chính|nghề nghiệp|thường xuyên|hướng nghiệp|gia đình|trẻ em|người cao tuổi|cao tuổi
    |thanh niên|công đoàn|luật gia|nhà báo|doanh nhân|doanh nhân trẻ|chất lượng|đường bộ|đường sắt
    |hàng không|hàng hải|vận hành|cơ khí|xây lắp|vật liệu|vật liệu xây dựng|vật tư|thiết bị|rừng
    |rừng phòng hộ|rừng đặc dụng|phòng hộ|đặc dụng|dự trữ|thống kê|kiểm toán|thị trường|quân dân y|quân y
    |pháp chế|đối ngoại|hậu cần|tham mưu|bao bì|thủ công|mỹ nghệ|sư phạm|trung ương|quản lý thị trường
    |gạch ngói|địa chất|khí tượng|thủy văn|khảo sát|thiết kế|tư vấn|bất động sản|bảo tàng|thư viện
    |nghệ thuật|văn nghệ|văn học|ngoại ngữ|tin học|hợp tác|hữu nghị|từ thiện|khuyết tật|kế toán|mía đường
    |thuốc lá|nước sạch|chiếu sáng|cây xanh|lâm sản|hóa chất|phân bón|cầu đường|xe khách|bến xe|ô tô
    |phục hồi|chức năng|điều dưỡng|tâm thần|sản nhi|y học|cổ truyền|đăng ký|đăng kiểm|kiểm định|giám định
    |pháp lý|phòng cháy|chữa cháy|cứu nạn|cứu hộ|cảnh sát|an ninh|điều tra|ngoại thương|kỹ thương
    |chi nhánh|phòng giao dịch|hồi sức|hồi sức cấp cứu|cấp cứu|chống độc|xét nghiệm|thường trú|báo chí
    |xuất bản|phát hành|du học|việc làm|giới thiệu việc làm|dạy nghề|giáo dục nghề nghiệp
    |giáo dục thường xuyên|nông sản|hải sản|thủy hải sản|nông lâm sản|nông sản thực phẩm|công trình
    |công trình công cộng|công cộng|cửa khẩu|quốc tế|tổng hợp|sự nghiệp|sự nghiệp công|công nghệ cao
    |cung ứng|phục vụ|huấn luyện|tài nguyên nước|thức ăn|gia súc|gia cầm|thức ăn chăn nuôi|thức ăn gia súc
    |giống vật nuôi|vật nuôi|nước giải khát|bánh kẹo|dầu khí|hóa dầu|lọc hóa dầu|gang thép|đóng tàu
    |tàu thủy|cảng biển|bốc xếp|kho vận|giao nhận|vệ sĩ|vệ sỹ|trang thiết bị|trường học|công ích đô thị
    |dịch vụ công ích|dịch vụ đô thị|môi trường đô thị|dược liệu|trồng trọt|nuôi trồng|chè|mía|muối|gỗ
    |giấy|may|da giày|giày da|túi xách|gốm sứ|gạch men|đá|vôi|khí đốt|pháo binh|bộ binh|công binh
    |phòng không|không quân|đặc công|tăng thiết giáp|xe tăng|trinh sát|cơ động|hải quân|cảnh sát biển
    |ngư nghiệp|kiểm ngư|quân khu|quân đoàn|quân chủng|binh chủng|binh đoàn|trung đoàn|sư đoàn|lữ đoàn
    |tiểu đoàn|đại đội|bộ tư lệnh|bệnh phổi|lao phổi|da liễu|răng hàm mặt|tai mũi họng|phụ sản|lão khoa
    |nhi khoa|nội tiết|truyền nhiễm|bảo tồn|thiên nhiên|bảo tồn thiên nhiên|khu bảo tồn
    |khu bảo tồn thiên nhiên|khu kinh tế|khu công nghiệp|khu du lịch|vườn quốc gia|khu chế xuất|di sản
    |di tích|phát triển rừng|bảo vệ rừng|tín dụng|kỹ nghệ|điện máy|bưu chính|cơ điện|kiểm định chất lượng
    |tái định cư|giải phóng mặt bằng|mặt bằng|bồi thường|hỗ trợ|hỗ trợ nông dân|cai nghiện|ma túy
    |công tác xã hội|sinh học|ứng dụng|tiến bộ|giết mổ|kinh doanh|vận chuyển|sửa chữa|lắp máy|lắp ráp
    |thương binh nặng|phát thanh truyền hình|truyền thanh|nội bộ|nghiệp vụ|công tác|công tác đảng
    |công tác chính trị|thuế|hình sự|trại giam|tạm giam|quản giáo|hộ khẩu|xuất nhập cảnh
    |giao thông vận tải|cơ sở hạ tầng|hạ tầng kỹ thuật|kinh tế quốc phòng|quốc phòng|địa phương
    |vật liệu nổ|điện năng|năng lượng|tái tạo|chiếu xạ|kỹ thuật số|chuyển đổi số|ứng cứu|giáo dưỡng
    |điều trị|dự phòng|y tế dự phòng|sức khỏe|kiểm nghiệm|pháp y|giám định y khoa|y khoa|dược
    |xây dựng đảng|nội thất|phần mềm|công viên|nhà ở|khách sạn|nhà hàng|giải trí
"""
SMALL = """
    cổ phần|trách nhiệm hữu hạn|một thành viên|hai thành viên|tư nhân|tiểu học|mầm non|mẫu giáo|đa khoa
    |phổ thông|dân tộc|nội trú|bán trú|trung học cơ sở|trung học phổ thông|cơ sở|cao đẳng|đại học
    |trung cấp|dạy nghề|chính trị|chính xác|liên cấp|chuyên|doanh nghiệp|cơ quan|khu vực|biên phòng
    |quân sự|thực hành|nghề|chuyên nghiệp|ngoài công lập|hành chính|quản lý dự án|quản lý rừng
"""
"""Words of a name that stay small in many papers."""

VERBS = frozenset(
    phrases("""
    tổ chức|phát triển|xây dựng|bồi dưỡng|kiểm tra|quản lý|chỉ huy|đào tạo|khai thác|bảo vệ|phục vụ
    |thanh tra|phục hồi|giới thiệu việc làm|tham mưu|đăng ký|kiểm định|giám định|xúc tiến|đầu tư|sản xuất
    |chế biến|hợp tác|kiểm soát|điều tra|vận hành|khảo sát|thiết kế|tư vấn|truyền thông|thông tin|kế hoạch
    |hướng nghiệp|dạy nghề|huấn luyện|cung ứng|hỗ trợ|bồi thường|ứng dụng|kinh doanh|vận chuyển|sửa chữa
    |tuyên giáo|dân vận|xuất bản|phát hành|phát thanh|truyền hình|liên hiệp|thường xuyên|cấp cứu
    |trồng trọt|nuôi trồng|chăn nuôi|bảo tồn|may|đá|vôi|giấy|gỗ|muối|mía|chè|rừng|dự án|cơ động|trinh sát
    |tiến bộ|khu kinh tế|khu công nghiệp|trung ương|văn phòng|hội đồng|ủy ban|chi nhánh|thống kê|lưu trữ
    |đối ngoại|lao động|phụ nữ|thanh niên|nông dân|công đoàn|đoàn thể|gia đình|nhân dân|bệnh tật|an toàn
    |chất lượng|chức năng|thường trú|báo chí|xét nghiệm|việc làm|xây dựng đảng|công tác|điều trị|dự phòng
    |địa phương|nhà ở|trường học|mặt bằng|giải phóng mặt bằng|tái định cư|vật nuôi|gia súc|gia cầm|trẻ em
    """)
)

STOPS = frozenset(
    phrases("""
    và|của|có|là|đã|tại|ở|trên|do|về|với|cho|kết|tổ|thực|phối|được|trao|khi|từ|theo|thuộc|đến|trong|để|như
    |vừa|sẽ|ra|luôn|cùng|gồm|hiện|nay|mới|cũng|đều|vẫn|còn|đang|thì|mà|nên|nhiệm|khóa|lần|ngày|tháng|năm
    |sáng|chiều|tối|họp|tặng|thăm|gặp|bầu|công|triển|quán|tuyên|ủng|giúp|nhận|đạt|đăng|thường|nằm|đóng
    |sinh|chuyển|đề|chỉ|lãnh|ông|bà|anh|chị|đồng|xã|huyện|tỉnh|phường|quận|thị|thành|thôn|bản|ấp|bí|phó
    |không|các|trước|sau|tham|giới|học|phát|hoạt|hoàn|dự|phụ|lại|làm|gắn|tiếp|đưa|bám|biểu|khen|nêu|nói
    |bằng|qua|vào|lên|nhiều|ít|chưa|cần|phải|hay|hoặc|ký|báo|yêu|căn|xếp|chiếm|quyết|mời|cử|bổ|giữ|trực
    |kiêm|nguyên|trưởng|gửi
    """)
)
"""Syllables that begin no part of a name: behind a proper word they open what is told of it."""
