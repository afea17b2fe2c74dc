"""Room labels in Arabic, Persian, Hebrew, Greek, Thai and traditional Chinese.

The tables were written from knowledge of how such plans are lettered, before the lexicons were run on them.
"""

from __future__ import annotations

import re

import pytest

from offcamera.labels import is_private, read_label

#: Private rooms: label = use.
PRIVATE = {
    "ar": """
        دورة مياه سيدات = toilet · دورات المياه = toilet · WC رجال = toilet · حمام = bath ·
        الحمام الرئيسي = bath · حمّام = bath · غرفة نوم 2 = bedroom · غرفة النوم الرئيسية = bedroom ·
        غرفة تبديل الملابس = changing · غرف تغيير الملابس = changing · غرفة قياس = fitting ·
        غرفة الرضاعة = nursing · غرفة فحص 3 = medical-exam · غرفة الطبيب = medical-exam ·
        غرفة المرضى = patient-room · العناية المركزة = patient-room · غرفة الولادة = operating ·
        العلاج الطبيعي = physio · مصلى الرجال = prayer · المصلى = prayer · أماكن الوضوء = prayer ·
        سكن الطلاب = dorm-room · غرفة خادمة = bedroom · دش = shower · ساونا = sauna ·
        غرفة أشعة = medical-exam · مراحيض = toilet · غ. نوم = bedroom · غرفة نوم ماستر = bedroom ·
        حمام رجال ونساء = toilet · دورة مياه / WC = toilet · استراحة الموظفين = staff-rest-room ·
        غرفة عزل = patient-room · التنويم = patient-room · الإسعافات الأولية = first-aid
    """,
    "fa": """
        سرویس بهداشتی = toilet · سرویس‌های بهداشتی = toilet · سرویس بهداشتی مردانه = toilet ·
        توالت = toilet · دستشویی زنانه = toilet · حمام = bath · حمام مستر = bath · رختکن = changing ·
        رختکن آقایان = changing · اتاق پرو = fitting · اتاق خواب ۲ = bedroom · خواب مستر = bedroom ·
        اتاق خواب والدین = bedroom · خوابگاه = dorm-room · نمازخانه = prayer ·
        اتاق معاینه = medical-exam · اتاق پزشک = medical-exam · اتاق عمل = operating ·
        بخش بستری = patient-room · فیزیوتراپی = physio · دوش = shower · سونای خشک = sauna ·
        اتاق شیردهی = nursing · اتاق مادر و کودک = nursing · تزریقات و پانسمان = medical-exam ·
        استراحت کارکنان = staff-rest-room · اتاق دو تخته = guest-room · آی سی یو = patient-room
    """,
    "he": """
        שירותים = toilet · שירותי גברים = toilet · שירותי נשים = toilet · שירותי נכים = toilet ·
        שרותים נשים = toilet · WC נכים = toilet · השירותים = toilet · חדר רחצה = bath · אמבטיה = bath ·
        מקלחת = shower · מקלחות ומלתחות = shower changing · מלתחה = changing · מלתחת בנים = changing ·
        חדר הלבשה = changing · תא מדידה = fitting · חדר שינה = bedroom · חדר שינה 2 = bedroom ·
        ח. שינה = bedroom · חד' שינה הורים = bedroom · חדר הורים = bedroom · חדר הנקה = nursing ·
        חדר טיפולים = medical-exam · חדר רופא = medical-exam · חדר בדיקה = medical-exam ·
        חדר אשפוז = patient-room · חדר ניתוח = operating · פיזיותרפיה = physio · בית כנסת = prayer ·
        חדר תפילה = prayer · סאונה = sauna · מקווה = bath · חדר אחות = first-aid ·
        מעונות סטודנטים = dorm-room · חדר כונן = staff-rest-room · רנטגן = medical-exam ·
        טיפול נמרץ = patient-room
    """,
    "el": """
        WC = toilet · WC ΑΝΔΡΩΝ = toilet · W.C. Γυναικών = toilet · Τουαλέτες = toilet ·
        ΤΟΥΑΛΕΤΑ ΑΜΕΑ = toilet · Λουτρό = bath · ΛΟΥΤΡΟ 1 = bath · Μπάνιο = bath · Ντους = shower ·
        Αποδυτήρια = changing · ΑΠΟΔΥΤΗΡΙΑ ΓΥΝΑΙΚΩΝ = changing · Δοκιμαστήριο = fitting ·
        Υπνοδωμάτιο 2 = bedroom · ΥΠΝΟΔΩΜΑΤΙΟ = bedroom · Κύριο υπνοδωμάτιο = bedroom · Υ/Δ = bedroom ·
        Κρεβατοκάμαρα = bedroom · Εξεταστήριο = medical-exam · Ιατρείο = medical-exam ·
        Θάλαμος Ασθενών = patient-room · Χειρουργείο = operating · Αίθουσα Τοκετών = operating ·
        Φυσικοθεραπεία = physio · Κοιτώνες = dorm-room · Χώρος Θηλασμού = nursing ·
        Α' Βοήθειες = first-aid · Πρώτες Βοήθειες = first-aid · Σάουνα = sauna · Παρεκκλήσι = prayer ·
        Δίκλινο Δωμάτιο = guest-room · Μ.Ε.Θ. = patient-room · Δωμ. Ασθενούς = patient-room
    """,
    "th": """
        ห้องน้ำ = toilet · ห้องน้ำชาย = toilet · ห้องน้ำหญิง = toilet · ห้องน้ำคนพิการ = toilet ·
        ห้องน้ำ-ชาย = toilet · ห้องส้วม = toilet · สุขา = toilet · ห้องน้ำ 1 = toilet ·
        ห้องอาบน้ำ = bath · ห้องเปลี่ยนเสื้อผ้า = changing · ห้องเปลี่ยนเสื้อผ้านักเรียน = changing ·
        ห้องลองเสื้อ = fitting · ห้องล็อกเกอร์ = locker-room · ห้องนอน = bedroom · ห้องนอน 2 = bedroom ·
        ห้องนอนใหญ่ = bedroom · ห้องนอนแม่บ้าน = bedroom · ห้องให้นมบุตร = nursing ·
        ห้องตรวจ 3 = medical-exam · ห้องตรวจโรค = medical-exam · ห้องผ่าตัด = operating ·
        ห้องคลอด = operating · ห้องพักผู้ป่วย = patient-room · ห้องผู้ป่วยรวม = patient-room ·
        ห้องละหมาด = prayer · ห้องพยาบาล = first-aid · ห้องนวด = physio · กายภาพบำบัด = physio ·
        ห้องซาวน่า = sauna · หอพักนักศึกษา = dorm-room · ห้องพักพนักงาน = staff-rest-room ·
        ห้องน้ำ (WC) = toilet · W.C. ชาย = toilet · ห้องน้ำผู้พิการ = toilet
    """,
    "zh": """
        女廁所 = toilet · 男廁 = toilet · 化妝室 = toilet · 廁所(男) = toilet · 無障礙廁所 = toilet ·
        親子廁所 = toilet · 盥洗室 = toilet · 浴室 = bath · 衛浴 = bath · 主臥 = bedroom ·
        主臥室 = bedroom · 次臥 = bedroom · 臥室 = bedroom · 孝親房 = bedroom · 更衣室 = changing ·
        男更衣室 = changing · 哺集乳室 = nursing · 育嬰室 = nursing · 試身室 = fitting ·
        客房 = guest-room · 標準房 = guest-room · 診間 = medical-exam · 診療室 = medical-exam ·
        病房 = patient-room · 手術室 = operating · 護理之家病房 = patient-room · 宿舍 = dorm-room ·
        淋浴間 = shower · 三溫暖 = sauna · 保健室 = first-aid · 醫務室 = first-aid · 衛生間 = toilet ·
        衛生間（女） = toilet · 洗手間 = toilet · 傷殘洗手間 = toilet · 暢通易達洗手間 = toilet ·
        母嬰室 = nursing · 沐浴間 = bath · 檢查室 = medical-exam · 待產室 = patient-room ·
        產房 = operating · 祈禱室 = prayer · 員工休息室 = staff-rest-room · ＷＣ = toilet ·
        女ＷＣ = toilet · 公廁 = toilet · 婦科診室 = medical-exam · 換衣間 = changing · 佛堂 = prayer ·
        神明廳 = prayer · 傭人房 = bedroom · 工人房 = bedroom
    """,
}

#: Rooms that no law protects, with traps.
HARMLESS = {
    "ar": """
        ممر دورات المياه · مدخل · بهو المدخل · مكتب المدير · قاعة الاجتماعات · مخزن · مطبخ ·
        غرفة الكهرباء · غرفة الحارس · درج · سلم الطوارئ · مصعد · صالة الانتظار · صالة · مجلس رجال ·
        غرفة الطعام · فصل دراسي · مختبر الحاسب · المكتبة · حمام سباحة · حديقة · شرفة · مواقف السيارات ·
        غرفة السيرفر · مغسلة ملابس · غرفة الغسيل · صيدلية · استقبال · ورشة · مستودع أدوية · غرفة معيشة ·
        غرفة المضخات · انتظار المرضى · محطة التمريض · معرض أدوات صحية · غرفة التحكم · كافتيريا · فناء
    """,
    "fa": """
        راهرو · راهروی سرویس بهداشتی · ورودی · لابی · اتاق مدیر · اتاق جلسات · انبار · آشپزخانه ·
        آبدارخانه · آسانسور · پله · راه پله · موتورخانه · اتاق برق · نگهبانی · پارکینگ · پذیرایی ·
        نشیمن · هال و پذیرایی · کلاس ۳ · آزمایشگاه · کتابخانه · استخر · حیاط · بالکن · تراس · داروخانه ·
        اتاق سرور · بایگانی · رختشویخانه · سالن انتظار · پذیرش · ایستگاه پرستاری · نمایشگاه · حسابداری ·
        ناهارخوری · انباری · داکت · سالن ورزشی
    """,
    "he": """
        מסדרון · מסדרון שירותים · מבואה · לובי · משרד · משרד מנהל · חדר ישיבות · מחסן · מטבח · מטבחון ·
        סלון · פינת אוכל · ממ"ד · ממ״ד · מדרגות · חדר מדרגות · מעלית · חדר חשמל · כיתה · כיתה א' ·
        ספריה · מעבדה · בריכה · מרפסת · מרפסת שירות · חניה · חדר כביסה · חדר המתנה · קבלה · תחנת אחיות ·
        חדר שרתים · ארכיון · חנות · בית מרקחת · חדר אשפה · חדר משאבות · אולם ספורט · חצר · גינה ·
        מזכירות · חדר מורים · אולם · כניסה ראשית · חדר עבודה · חדר טכני · פיר
    """,
    "el": """
        Διάδρομος · ΔΙΑΔΡΟΜΟΣ WC · Είσοδος · ΧΩΛ · Γραφείο · ΓΡΑΦΕΙΟ ΔΙΕΥΘΥΝΤΗ · Αίθουσα Συσκέψεων ·
        Αποθήκη · ΑΠΟΘΗΚΗ · Κουζίνα · Καθιστικό · ΚΑΘΙΣΤΙΚΟ - ΤΡΑΠΕΖΑΡΙΑ · Κλιμακοστάσιο ·
        Ανελκυστήρας · Λεβητοστάσιο · Μηχανοστάσιο · Αίθουσα Διδασκαλίας · Εργαστήριο · Βιβλιοθήκη ·
        Πισίνα · Μπαλκόνι · Βεράντα · Αναμονή · Υποδοχή · Γραμματεία · Στάση Νοσηλευτών · Πλυντήριο ·
        Φαρμακείο · Χώρος Στάθμευσης · Parking · Server Room · Αρχείο · Κυλικείο · Γυμναστήριο ·
        Ημιυπαίθριος Χώρος · Αίθουσα Πολλαπλών Χρήσεων · Είδη Υγιεινής · Φωταγωγός · ΔΩΜΑ · Αίθουσα
    """,
    "th": """
        ทางเดิน · ทางเดินหน้าห้องน้ำ · โถงทางเข้า · ห้องทำงาน · ห้องประชุม · ห้องเก็บของ · ครัว ·
        ห้องครัว · ห้องนั่งเล่น · ห้องรับแขก · ห้องทานอาหาร · บันได · บันไดหนีไฟ · ลิฟต์ · โถงลิฟท์ ·
        ห้องไฟฟ้า · ห้องเครื่อง · ห้องเรียน 1 · ห้องเรียน ป.1 · ห้องคอมพิวเตอร์ · ห้องปฏิบัติการเคมี ·
        ห้องสมุด · สระว่ายน้ำ · ระเบียง · ที่จอดรถ · ซักล้าง · ห้องแม่บ้าน · พักคอย · ประชาสัมพันธ์ ·
        ห้องยา · ห้องเซิร์ฟเวอร์ · สำนักงาน · ธุรการ · โรงอาหาร · ห้องควบคุม · ร้านค้า · ห้องขยะ ·
        เฉลียง · ห้องผู้อำนวยการ · ห้องพักครู · เคาน์เตอร์พยาบาล · โถง · ห้องอเนกประสงค์
    """,
    "zh": """
        樓梯間 · 電梯廳 · 茶水間 · 機房 · 會議室 · 辦公室 · 儲藏室 · 陽台 · 露臺 · 廚房 ·
        餐廳 · 客廳 · 玄關 · 門廳 · 管道間 · 教室 · 圖書室 · 車道 · 停車場 · 儲物室 · 走廊 · 飯廳 ·
        工作陽台 · 露台 · 垃圾房 · 電錶房 · 掛號處 · 批價 · 藥局 · 候診區 · 護理站 · 安全梯 · 排煙室 ·
        梯廳 · 發電機房 · 水箱 · 書房 · 多功能室 · 雜物房
    """,
}


def _listed(text: str) -> list[str]:
    return [label for piece in re.split("[·\n]", text) if (label := piece.strip())]


def _private() -> list[tuple[str, set[str]]]:
    pairs = (entry.rsplit(" = ", 1) for text in PRIVATE.values() for entry in _listed(text))
    return [(label, set(uses.split())) for label, uses in pairs]


@pytest.mark.parametrize(("label", "uses"), _private())
def test_a_private_room_is_known(label: str, uses: set[str]) -> None:
    reading = read_label(label)
    assert reading.status == "known", reading
    assert uses <= set(reading.uses)


@pytest.mark.parametrize("label", [label for text in HARMLESS.values() for label in _listed(text)])
def test_a_harmless_room_is_not_asked_about(label: str) -> None:
    reading = read_label(label)
    assert reading.uses, reading
    assert not any(map(is_private, reading.uses)), reading


@pytest.mark.parametrize(
    ("label", "same_as"),
    [
        ("دورة المياه", "دوره مياه"),
        ("للرجال دورة مياه", "دورة مياه رجال"),
        ("سرویس‌بهداشتی", "سرويس بهداشتي"),
        ("ממ״ד", "ממד"),
        ("חד' שינה", "חדר שינה"),
        ("ΛΟΥΤΡΌΣ", "λουτρος"),
        ("ห้องนํ้า", "ห้องน้ำ"),
        ("เเม่บ้าน", "แม่บ้าน"),
        ("衛生間", "卫生间"),
        ("ＷＣ", "WC"),
    ],
)
def test_ways_to_write_a_word_are_one_word(label: str, same_as: str) -> None:
    one, two = read_label(label), read_label(same_as)
    assert (one.status, one.uses) == (two.status, two.uses)
    assert one.status == "known" or not two.uses


@pytest.mark.parametrize(
    "label", ["مخزن وحمام", "שירותים ומחסן", "Αποθήκη και WC", "ห้องเก็บของและห้องน้ำ", "儲藏室及廁所"]
)
def test_a_store_beside_a_private_room_does_not_clear_it(label: str) -> None:
    assert any(map(is_private, read_label(label).uses))
